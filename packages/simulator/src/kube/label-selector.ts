import { badRequest } from "./api-error";
import type { LabelSelector } from "./types/pod";

/** Labels as an object carries them. */
export type LabelMap = Readonly<Record<string, string>>;

type Requirement =
  | { readonly key: string; readonly operator: "In" | "NotIn"; readonly values: readonly string[] }
  | { readonly key: string; readonly operator: "Exists" | "DoesNotExist" }
  | { readonly key: string; readonly operator: "Gt" | "Lt"; readonly bound: number };

/** A compiled selector. */
export type LabelTest = (labels: LabelMap | undefined) => boolean;

const holds = (requirement: Requirement, labels: LabelMap): boolean => {
  const value = labels[requirement.key];
  switch (requirement.operator) {
    case "In":
      return value !== undefined && requirement.values.includes(value);
    case "NotIn":
      return value === undefined || !requirement.values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    case "Gt":
      return value !== undefined && Number(value) > requirement.bound;
    case "Lt":
      return value !== undefined && Number(value) < requirement.bound;
  }
};

const testOf = (requirements: readonly Requirement[]): LabelTest => {
  return (labels = {}) => requirements.every((requirement) => holds(requirement, labels));
};

const TOKEN = /\s*(!=|==|=|!|\(|\)|,|<|>|[^\s!=(),<>]+)\s*/y;

const tokensOf = (text: string): string[] => {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (!match?.[1]) break;
    tokens.push(match[1]);
  }
  return tokens;
};

const SYMBOLS = ["!=", "==", "=", "!", "(", ")", ",", "<", ">"];

class SelectorParser {
  private readonly tokens: string[];

  constructor(text: string) {
    this.tokens = tokensOf(text);
  }

  parse(): Requirement[] {
    if (this.tokens.length === 0) return [];
    const requirements = [this.requirement()];
    while (this.tokens.length > 0) {
      this.expect(",");
      requirements.push(this.requirement());
    }
    return requirements;
  }

  private requirement(): Requirement {
    if (this.tokens[0] === "!") {
      this.tokens.shift();
      return { key: this.identifier(), operator: "DoesNotExist" };
    }
    const key = this.identifier();
    const operator = this.tokens[0];
    if (operator === undefined || operator === ",") return { key, operator: "Exists" };
    this.tokens.shift();
    if (operator === "in" || operator === "notin") return { key, operator: operator === "in" ? "In" : "NotIn", values: this.values() };
    if (operator === "=" || operator === "==") return { key, operator: "In", values: [this.value()] };
    if (operator === "!=") return { key, operator: "NotIn", values: [this.value()] };
    if (operator === ">" || operator === "<") return { key, operator: operator === ">" ? "Gt" : "Lt", bound: this.bound() };
    throw this.unexpected(operator, "in, notin, =, ==, !=, gt, lt");
  }

  private values(): string[] {
    this.expect("(");
    const values = [this.value()];
    while (this.tokens[0] === ",") {
      this.tokens.shift();
      values.push(this.value());
    }
    const end = this.tokens.shift();
    if (end !== ")") throw this.unexpected(end ?? "", "',' or ')'");
    return values;
  }

  private identifier(): string {
    const token = this.tokens.shift();
    if (token === undefined || SYMBOLS.includes(token)) throw this.unexpected(token ?? "", "identifier");
    return token;
  }

  /** A value may be empty, as in `a=`. */
  private value(): string {
    const token = this.tokens[0];
    if (token === undefined || token === "," || token === ")") return "";
    return this.identifier();
  }

  private bound(): number {
    const value = this.identifier();
    if (/^\d+$/.test(value)) return Number(value);
    throw badRequest(
      `unable to parse requirement: values[0][]: Invalid value: ${JSON.stringify(value)}: for 'Gt', 'Lt' operators, the value must be an integer`,
    );
  }

  private expect(symbol: string): void {
    const token = this.tokens.shift();
    if (token !== symbol) throw this.unexpected(token ?? "", `'${symbol}'`);
  }

  private unexpected(found: string, expected: string) {
    return badRequest(`unable to parse requirement: found '${found}', expected: ${expected}`);
  }
}

/** Compiles the `labelSelector` of a request: equality and set forms. A malformed one is a bad request (400). */
export const parseLabelSelector = (text: string): LabelTest => testOf(new SelectorParser(text).parse());

/** Compiles the selector of an object; an absent one matches nothing, an empty one everything. */
export function selectorTest(selector: LabelSelector | undefined | null): LabelTest {
  if (!selector) return () => false;
  const equalities = Object.entries(selector.matchLabels ?? {}).map(
    ([key, value]): Requirement => ({ key, operator: "In", values: [value] }),
  );
  const expressions = (selector.matchExpressions ?? []).map(
    ({ key, operator, values = [] }): Requirement =>
      operator === "Exists" || operator === "DoesNotExist"
        ? { key, operator }
        : { key, operator: operator === "In" ? "In" : "NotIn", values },
  );
  return testOf([...equalities, ...expressions]);
}

/** The text form of an object's selector, as the scale subresource reports it. */
export function selectorText(selector: LabelSelector | undefined): string {
  const equalities = Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  const expressions = (selector?.matchExpressions ?? []).map(({ key, operator, values = [] }) => {
    if (operator === "Exists") return key;
    return operator === "DoesNotExist" ? `!${key}` : `${key} ${operator.toLowerCase()} (${values.toSorted().join(",")})`;
  });
  return [...equalities, ...expressions].sort().join(",");
}
