import type { Uint } from "./cel-values";

type Key = string | bigint | number | boolean | Uint;

const isUint = (key: unknown): key is Uint => typeof key === "object" && key !== null && "value" in key && typeof key.value === "bigint";

/** Keys that are equal have the same text: 1, 1u and 1.0 are one key. */
const keyText = (key: unknown): string => {
  if (typeof key === "string") return `s${key}`;
  if (typeof key === "boolean") return `b${key}`;
  if (typeof key === "bigint") return `n${key}`;
  if (isUint(key)) return `n${key.value}`;
  if (typeof key === "number") return Number.isInteger(key) ? `n${BigInt(key)}` : `d${key}`;
  return "";
};

/** A map whose keys may be other than strings. It is filled while it is made and never changed after. */
export class CelMap {
  private readonly entriesByKey = new Map<string, readonly [key: unknown, value: unknown]>();

  /** False when the key is there already, which CEL does not allow. */
  insert(key: unknown, value: unknown): boolean {
    const text = keyText(key);
    if (this.entriesByKey.has(text)) return false;
    this.entriesByKey.set(text, [key, value]);
    return true;
  }

  /** The last of two equal keys of a literal is kept. */
  set(key: unknown, value: unknown): void {
    this.entriesByKey.set(keyText(key), [key, value]);
  }

  has(key: unknown): boolean {
    return this.entriesByKey.has(keyText(key));
  }

  get(key: unknown): unknown {
    return this.entriesByKey.get(keyText(key))?.[1];
  }

  get size(): number {
    return this.entriesByKey.size;
  }

  entries(): Iterable<readonly [key: unknown, value: unknown]> {
    return this.entriesByKey.values();
  }
}

/** The types that the keys of a map can have. */
export const isMapKey = (key: unknown): key is Key => ["string", "bigint", "boolean"].includes(typeof key) || isUint(key);
