import type { Environment } from "@marcbachmann/cel-js";
import { RE2JS } from "re2js";
import { quantity } from "../kube/quantity";

/** The type of `quantity('500m')`. */
class Quantity {
  constructor(readonly amount: number) {}
}

/** The library's own `matches` backtracks; expressions are renamed to this one, which is linear as RE2 is. */
export const LINEAR_MATCHES = "matchesLinear";

const patterns = new Map<string, RE2JS>();
const MAX_PATTERNS = 500;

const compiled = (pattern: string): RE2JS => {
  const known = patterns.get(pattern);
  if (known) return known;
  if (patterns.size >= MAX_PATTERNS) patterns.clear();
  const regex = RE2JS.compile(pattern);
  patterns.set(pattern, regex);
  return regex;
};

const found = (text: string, pattern: string, limit: number): string[] => {
  const matcher = compiled(pattern).matcher(text);
  const results: string[] = [];
  while (results.length < limit && matcher.find()) results.push(matcher.group() ?? "");
  return results;
};

type CelNumber = bigint | number;
const sum = (items: readonly CelNumber[]): CelNumber =>
  items.every((item) => typeof item === "bigint")
    ? items.reduce((total, item) => total + item, 0n)
    : items.reduce<number>((total, item) => total + Number(item), 0);
const extreme = (items: readonly CelNumber[], isBetter: (a: CelNumber, b: CelNumber) => boolean): CelNumber => {
  const [first, ...rest] = items;
  if (first === undefined) throw new RangeError("min called on empty list");
  return rest.reduce((best, item) => (isBetter(item, best) ? item : best), first);
};

const replaceFirst = (text: string, from: string, to: string, limit: number): string => {
  const parts = text.split(from);
  if (limit < 0 || parts.length - 1 <= limit) return parts.join(to);
  return [...parts.slice(0, limit), parts.slice(limit).join(from)].join(to);
};

const registerStrings = (env: Environment): void => {
  env
    .registerFunction(`string.${LINEAR_MATCHES}(string): bool`, (text: string, pattern: string) => compiled(pattern).matcher(text).find())
    .registerFunction("string.find(string): string", (text: string, pattern: string) => found(text, pattern, 1)[0] ?? "")
    .registerFunction("string.findAll(string): list<string>", (text: string, pattern: string) =>
      found(text, pattern, Number.POSITIVE_INFINITY),
    )
    .registerFunction("string.findAll(string, int): list<string>", (text: string, pattern: string, limit: bigint) =>
      found(text, pattern, limit < 0n ? Number.POSITIVE_INFINITY : Number(limit)),
    )
    .registerFunction("string.replace(string, string): string", (text: string, from: string, to: string) =>
      replaceFirst(text, from, to, -1),
    )
    .registerFunction("string.replace(string, string, int): string", (text: string, from: string, to: string, limit: bigint) =>
      replaceFirst(text, from, to, Number(limit)),
    )
    .registerFunction("string.charAt(int): string", (text: string, at: bigint) => text.charAt(Number(at)));
};

const registerLists = (env: Environment): void => {
  env
    .registerFunction("list.sum(): dyn", (items: CelNumber[]) => sum(items))
    .registerFunction("list.min(): dyn", (items: CelNumber[]) => extreme(items, (a, b) => a < b))
    .registerFunction("list.max(): dyn", (items: CelNumber[]) => extreme(items, (a, b) => a > b))
    .registerFunction("list.isSorted(): bool", (items: CelNumber[]) => items.every((item, i) => i === 0 || (items[i - 1] ?? item) <= item))
    .registerFunction("list.indexOf(dyn): int", (items: unknown[], item: unknown) => BigInt(items.indexOf(item)))
    .registerFunction("list.lastIndexOf(dyn): int", (items: unknown[], item: unknown) => BigInt(items.lastIndexOf(item)));
};

const compareQuantities = (a: Quantity, b: Quantity): bigint => BigInt(Math.sign(a.amount - b.amount));

const registerQuantities = (env: Environment): void => {
  env
    .registerType("Quantity", Quantity)
    .registerFunction("quantity(string): Quantity", (text: string) => new Quantity(quantity(text)))
    .registerFunction("isQuantity(string): bool", (text: string) => /^[+-]?[0-9.]+([numkMGTPE]|[KMGTPE]i)?$/.test(text))
    .registerFunction("Quantity.compareTo(Quantity): int", compareQuantities)
    .registerFunction("Quantity.isGreaterThan(Quantity): bool", (a: Quantity, b: Quantity) => a.amount > b.amount)
    .registerFunction("Quantity.isLessThan(Quantity): bool", (a: Quantity, b: Quantity) => a.amount < b.amount)
    .registerFunction("Quantity.add(Quantity): Quantity", (a: Quantity, b: Quantity) => new Quantity(a.amount + b.amount))
    .registerFunction("Quantity.sub(Quantity): Quantity", (a: Quantity, b: Quantity) => new Quantity(a.amount - b.amount))
    .registerFunction("Quantity.isInteger(): bool", ({ amount }: Quantity) => Number.isInteger(amount))
    .registerFunction("Quantity.asInteger(): int", ({ amount }: Quantity) => BigInt(Math.trunc(amount)))
    .registerFunction("Quantity.asApproximateFloat(): double", ({ amount }: Quantity) => amount);
};

/**
 * Adds to a CEL environment the part of Kubernetes' own library that policies use: string and list functions, and
 * quantities. What is missing (`sets`, `ip`, `cidr`, `url`, `semver`, `format`, `authorizer`) is refused when a policy is compiled.
 */
export function registerKubernetesLibrary(env: Environment): Environment {
  registerStrings(env);
  registerLists(env);
  registerQuantities(env);
  return env;
}
