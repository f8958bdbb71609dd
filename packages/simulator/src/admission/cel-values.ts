/**
 * A JSON value as CEL takes it: whole numbers are ints, which the library spells as BigInt; other numbers are doubles. Left
 * as numbers they would be doubles all, and `replicas + 1` would fail.
 */
export function celValue(value: unknown): unknown {
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(celValue);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([name, item]) => [name, celValue(item)]));
}
