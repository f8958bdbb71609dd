import type { Json } from "@holdfast/contracts/json";

const text = (value: string) => value.toWellFormed().replaceAll("\u0000", "\ufffd");

/** The value as PostgreSQL's jsonb can hold it: no NUL and no lone surrogate, so that what is hashed is what is read again. */
export function storable<T extends Json>(value: T): T {
  if (typeof value === "string") return text(value) as T;
  if (Array.isArray(value)) return value.map(storable) as T;
  if (value !== null && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [text(k), storable(v)])) as T;
  return value;
}
