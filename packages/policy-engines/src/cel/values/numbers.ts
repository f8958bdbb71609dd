import { CelRuntimeError } from "../run/runtime-error";
import { Uint } from "./cel-values";

/** Any of CEL's numbers: int, uint, double. */
export type CelNumber = bigint | number | Uint;

/** Whether a value is a number of any type. */
export const isNumber = (value: unknown): value is CelNumber =>
  typeof value === "bigint" || typeof value === "number" || value instanceof Uint;

const plain = (value: CelNumber): bigint | number => (value instanceof Uint ? value.value : value);

/** Negative, zero or positive; NaN when one of them is no number. JavaScript compares BigInt and number exactly. */
export function compareNumbers(a: CelNumber, b: CelNumber): number {
  const [left, right] = [plain(a), plain(b)];
  // biome-ignore lint/suspicious/noDoubleEquals: 1n == 1 is what is meant; 1n === 1 is false.
  if (left == right) return 0;
  if (left < right) return -1;
  return left > right ? 1 : Number.NaN;
}

const MIN_INT = -(2n ** 63n);
const MAX_INT = 2n ** 63n - 1n;
const MAX_UINT = 2n ** 64n - 1n;

/** The value when an int can hold it. */
export function asInt(value: bigint): bigint {
  if (value < MIN_INT || value > MAX_INT) throw new CelRuntimeError("integer overflow");
  return value;
}

/** The value when a uint can hold it. */
export function asUint(value: bigint): Uint {
  if (value < 0n || value > MAX_UINT) throw new CelRuntimeError("unsigned integer overflow");
  return new Uint(value);
}
