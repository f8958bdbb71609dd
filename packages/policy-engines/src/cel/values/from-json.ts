/**
 * A JSON value as CEL takes it: whole numbers are ints, which are BigInt here; other numbers are doubles. It is made once for
 * an object, however many expressions look at it.
 */
export function celValue(value: unknown): unknown {
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(celValue);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([name, item]) => [name, celValue(item)]));
}
