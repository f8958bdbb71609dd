import { isMap, Optional, typeNameOf, Uint } from "../values/cel-values";
import { mapGet, mapHas } from "../values/map-access";
import { CelRuntimeError } from "./runtime-error";

const indexOf = (key: unknown): number | null => {
  if (typeof key === "bigint") return Number(key);
  if (key instanceof Uint) return Number(key.value);
  return typeof key === "number" && Number.isInteger(key) ? key : null;
};

/** How a key is written in "no such key". */
const keyText = (key: unknown): string => (key instanceof Uint ? String(key.value) : String(key));

const missing = Symbol("missing");

const found = (operand: unknown, key: unknown): unknown => {
  if (Array.isArray(operand)) {
    const index = indexOf(key);
    if (index === null) throw new CelRuntimeError(`unsupported index type '${typeNameOf(key)}' in list`);
    return index >= 0 && index < operand.length ? operand[index] : missing;
  }
  return isMap(operand) && mapHas(operand, key) ? mapGet(operand, key) : missing;
};

const unwrapped = (operand: unknown): unknown => (operand instanceof Optional ? (operand.hasValue ? operand.value : missing) : operand);

/** `operand[key]` and `operand.key`: a member, or a failure that names what is not there. */
export function memberOf(operand: unknown, key: unknown): unknown {
  if (operand instanceof Optional) return optionalMember(operand, key);
  const value = found(operand, key);
  if (value !== missing) return value;
  throw new CelRuntimeError(Array.isArray(operand) ? `index out of bounds: ${keyText(key)}` : `no such key: ${keyText(key)}`);
}

/** `operand[?key]` and `operand.?key`: a member, if there is one. */
export function optionalMember(operand: unknown, key: unknown): Optional {
  const value = found(unwrapped(operand), key);
  return value === missing ? Optional.none : Optional.of(value);
}

/** `has(operand.key)`. */
export const hasMember = (operand: unknown, key: string): boolean => found(unwrapped(operand), key) !== missing;
