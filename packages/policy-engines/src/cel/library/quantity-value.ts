import { CelRuntimeError } from "../run/runtime-error";
import type { Opaque } from "../values/cel-values";

const FORM = /^([+-]?)(\d*)(?:\.(\d*))?(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d+)?$/;
const ANY_SUFFIX = /^[+-]?\d*(?:\.\d*)?[eEinumkKMGTP]*[-+]?\d*$/;
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };
const NANO = -9;
const MAX_INT = 2n ** 63n - 1n;
const MAX_FACTORS = 18;

const refused = () => new CelRuntimeError("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
const isInt64 = (value: bigint) => value <= MAX_INT && value >= -MAX_INT - 1n;
const power = (exponent: number) => 10n ** BigInt(exponent);

/**
 * An amount as Kubernetes keeps it: a whole number times a power of ten. `isBig` is how Kubernetes keeps what does not
 * fit 64 bits with room to spare, or has a fraction and a binary suffix; such an amount never counts as an integer.
 */
export class Quantity implements Opaque {
  readonly typeName = "kubernetes.Quantity";

  constructor(
    readonly value: bigint,
    readonly scale: number,
    readonly isBig: boolean,
  ) {}

  equals(other: unknown): boolean {
    return other instanceof Quantity && this.compare(other) === 0;
  }

  compare(other: Quantity): number {
    const [a, b] = aligned(this, other);
    return Number(a > b) - Number(a < b);
  }

  plus(other: Quantity): Quantity {
    if (other.value === 0n) return this;
    if (this.value === 0n) return other;
    const [a, b] = aligned(this, other);
    const isBig = this.isBig || other.isBig || !isInt64(a) || !isInt64(b) || !isInt64(a + b);
    return new Quantity(a + b, Math.min(this.scale, other.scale), isBig);
  }

  negated(): Quantity {
    return new Quantity(-this.value, this.scale, this.isBig);
  }

  /** The amount as an int, when Kubernetes would give one. */
  get integer(): bigint | null {
    if (this.isBig || this.scale < 0) return null;
    const whole = this.value * power(this.scale);
    return isInt64(whole) ? whole : null;
  }

  get approximateFloat(): number {
    return this.scale === 0 ? Number(this.value) : Number(this.value) * Number(`1e${this.scale}`);
  }

  /** With nine digits after the point, which is as fine as an amount can be. */
  get exactText(): string {
    const [nanos] = aligned(this, new Quantity(0n, NANO, false));
    const digits = String(nanos < 0n ? -nanos : nanos).padStart(10, "0");
    return `${nanos < 0n ? "-" : ""}${digits.slice(0, -9)}.${digits.slice(-9)}`;
  }
}

const aligned = (a: Quantity, b: Quantity): [bigint, bigint] => {
  const scale = Math.min(a.scale, b.scale);
  return [a.value * power(a.scale - scale), b.value * power(b.scale - scale)];
};

/** The finest amount is a billionth; what is finer is rounded away from zero. */
const roundedUp = (value: bigint, scale: number): Quantity => {
  if (scale >= NANO) return new Quantity(value, scale, true);
  const unit = power(NANO - scale);
  const size = value < 0n ? -value : value;
  const rounded = (size + unit - 1n) / unit;
  return new Quantity(value < 0n ? -rounded : rounded, NANO, true);
};

const binaryQuantity = (sign: bigint, whole: string, fraction: string, exponent: number): Quantity => {
  const factor = 2n ** BigInt(exponent);
  const precision = 15 - whole.length - Math.trunc((exponent * 3) / 10) - 1;
  if (fraction === "" && precision >= 0) return new Quantity(sign * BigInt(whole) * factor, 0, false);
  const exact = roundedUp(BigInt(whole + fraction) * factor, -fraction.length);
  const isTooBig = exact.compare(new Quantity(MAX_INT, 0, true)) > 0;
  const { value, scale } = isTooBig ? new Quantity(MAX_INT, 0, true) : exact;
  return new Quantity(sign * value, scale, true);
};

/** Reads `500m`, `1.5Gi`, `1e3`. */
export function parseQuantity(text: string): Quantity {
  const match = FORM.exec(text);
  const [, sign, wholeText = "", fraction = "", suffix = ""] = match ?? [];
  if (text === "" || !match)
    throw ANY_SUFFIX.test(text) && text !== "" ? new CelRuntimeError("unable to parse quantity's suffix") : refused();
  const whole = wholeText.replace(/^0+/, "") || "0";
  const factor = sign === "-" ? -1n : 1n;
  const binary = BINARY[suffix];
  if (binary !== undefined) return binaryQuantity(factor, whole, fraction, binary);
  const exponent = DECIMAL[suffix] ?? (suffix ? Number(suffix.slice(1)) : 0);
  if (Math.abs(exponent) > 400) throw refused();
  const scale = exponent - fraction.length;
  const value = factor * BigInt(whole + fraction);
  if (whole.length + fraction.length <= MAX_FACTORS && scale >= NANO) return new Quantity(value, scale, false);
  return roundedUp(value, scale);
}

/** An int as an amount. */
export const wholeQuantity = (value: bigint): Quantity => new Quantity(value, 0, false);
