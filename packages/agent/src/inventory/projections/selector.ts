import { each, type Fact, facts, text, textMap, texts } from "../facts";

/** A Kubernetes label selector. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly { readonly key?: string; readonly operator?: string; readonly values?: readonly string[] }[];
}

/** A label selector, as the API spells it. */
export const selectorFacts = (selector: LabelSelector | undefined): Fact =>
  facts({
    matchLabels: textMap(selector?.matchLabels),
    matchExpressions: each(selector?.matchExpressions, ({ key, operator, values }) =>
      facts({ key: text(key, 317), operator: text(operator, 16), values: texts(values, 63) }),
    ),
  });
