import { CelRuntimeError } from "../run/runtime-error";
import type { Declaration } from "../types/signature";
import { parseQuantity, type Quantity, wholeQuantity } from "./quantity-value";

const Q = "kubernetes.Quantity";

const isQuantity = (text: string): boolean => {
  try {
    parseQuantity(text);
    return true;
  } catch {
    return false;
  }
};

const asInteger = ({ integer }: Quantity): bigint => {
  if (integer === null) throw new CelRuntimeError("cannot convert value to integer");
  return integer;
};

/** Amounts such as `500m` and `1Gi`, with exact arithmetic. */
export const QUANTITY: readonly Declaration[] = [
  [`quantity(string): ${Q}`, parseQuantity],
  ["isQuantity(string): bool", isQuantity],
  [`sign(${Q}): int`, ({ value }: Quantity) => (value > 0n ? 1n : value < 0n ? -1n : 0n)],
  [`${Q}::isGreaterThan(${Q}): bool`, (a: Quantity, b: Quantity) => a.compare(b) > 0],
  [`${Q}::isLessThan(${Q}): bool`, (a: Quantity, b: Quantity) => a.compare(b) < 0],
  [`${Q}::compareTo(${Q}): int`, (a: Quantity, b: Quantity) => BigInt(a.compare(b))],
  [`${Q}::asApproximateFloat(): double`, ({ approximateFloat }: Quantity) => approximateFloat],
  [`${Q}::asInteger(): int`, asInteger],
  [`${Q}::isInteger(): bool`, ({ integer }: Quantity) => integer !== null],
  [`${Q}::add(${Q}): ${Q}`, (a: Quantity, b: Quantity) => a.plus(b)],
  [`${Q}::add(int): ${Q}`, (a: Quantity, b: bigint) => a.plus(wholeQuantity(b))],
  [`${Q}::sub(${Q}): ${Q}`, (a: Quantity, b: Quantity) => a.plus(b.negated())],
  [`${Q}::sub(int): ${Q}`, (a: Quantity, b: bigint) => a.plus(wholeQuantity(-b))],
];
