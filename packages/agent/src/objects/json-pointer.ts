import type { Json } from "@holdfast/contracts/json";

const unescaped = (key: string) => key.replaceAll("~1", "/").replaceAll("~0", "~");

/** The keys of a JSON pointer (RFC 6901). */
export const keysOf = (pointer: string): string[] => pointer.split("/").slice(1).map(unescaped);

/** The pointer of these keys. */
export const pointerOf = (keys: readonly string[]): string =>
  keys.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** What a JSON pointer leads to; null where there is nothing. */
export function valueAt(object: Json, pointer: string): Json {
  let value: Json | undefined = object;
  for (const key of keysOf(pointer)) {
    if (typeof value !== "object" || value === null) return null;
    value = Array.isArray(value) ? value[Number(key)] : Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value ?? null;
}
