import { METRIC_NAME } from "../label-set";
import { anchoredRegex } from "../matcher";
import { executionError } from "../promql-error";
import type { Element } from "../value";
import type { PromqlFunction } from "./definition";

const LABEL_NAME = /^[A-Za-z_]\w*$/;

function requireLabelName(name: string, problem: string): void {
  if (!LABEL_NAME.test(name)) throw executionError(`${problem}: ${name}`);
}

function compiled(pattern: string) {
  try {
    return anchoredRegex(pattern);
  } catch {
    throw executionError(`invalid regular expression in label_replace(): ${pattern}`);
  }
}

/** Go's template of a replacement: `$1`, `${name}`, `$$`. A name is as long as it can be; an unknown one is empty. */
function expanded(template: string, group: (name: string) => string): string {
  return template.replace(/\$(\$|\w+|\{\w+\})/g, (_match, name: string) => (name === "$" ? "$" : group(name.replace(/[{}]/g, ""))));
}

/** Functions that change labels and keep values. */
export const labelFunctions: Readonly<Record<string, PromqlFunction>> = {
  label_replace: {
    args: ["vector", "string", "string", "string", "string"],
    returns: "vector",
    evaluate(frame) {
      const [target, replacement, source, pattern] = [frame.text(1), frame.text(2), frame.text(3), frame.text(4)];
      const regex = compiled(pattern);
      if (target !== METRIC_NAME) requireLabelName(target, "invalid destination label name in label_replace()");
      const named = regex.namedGroups();
      return frame.vector(0).map((element): Element => {
        const match = regex.matcher(element.labels.get(source));
        if (!match.matches()) return element;
        const group = (name: string): string => {
          const index = Object.hasOwn(named, name) ? (named[name] as number) : /^\d+$/.test(name) ? Number(name) : -1;
          return index >= 0 && index <= match.groupCount() ? (match.group(index) ?? "") : "";
        };
        return { labels: element.labels.with(target, expanded(replacement, group)), value: element.value };
      });
    },
  },
  label_join: {
    args: ["vector", "string", "string", "string"],
    optional: 1,
    isVariadic: true,
    returns: "vector",
    evaluate(frame) {
      const [target, separator] = [frame.text(1), frame.text(2)];
      const sources = frame.args.slice(3).map((_each, index) => frame.text(index + 3));
      for (const source of sources) requireLabelName(source, "invalid source label name in label_join()");
      requireLabelName(target, "invalid destination label name in label_join()");
      return frame.vector(0).map(({ labels, value }) => {
        const joined = sources.map((source) => labels.get(source)).join(separator);
        return { labels: labels.with(target, joined), value };
      });
    },
  },
};
