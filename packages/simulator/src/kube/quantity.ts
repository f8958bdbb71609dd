const BINARY = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, "": 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const DECIMAL_DOWN = ["E", "P", "T", "G", "M", "k", ""] as const;
const FORMAT = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d+)?$/;

/** Nano units as a whole number, so that sums and comparisons are exact. */
const toNanos = (text: string): { nanos: bigint; isBinary: boolean } | null => {
  const match = FORMAT.exec(text);
  if (!match) return null;
  const [, sign, digits = "0", suffix = ""] = match;
  const [whole = "", fraction = ""] = digits.split(".");
  const mantissa = BigInt(`${whole}${fraction}`);
  const binary = BINARY.indexOf(suffix);
  const exponent = /^[eE][+-]?\d+$/.test(suffix) ? Number(suffix.slice(1)) : (DECIMAL[suffix] ?? 0);
  const scale = 9 - fraction.length + (binary >= 0 ? 0 : exponent);
  const factor = binary >= 0 ? 1024n ** BigInt(binary + 1) : 1n;
  const scaled = scale >= 0 ? mantissa * factor * 10n ** BigInt(scale) : roundUp(mantissa * factor, 10n ** BigInt(-scale));
  return { nanos: sign === "-" ? -scaled : scaled, isBinary: binary >= 0 };
};

const roundUp = (value: bigint, divisor: bigint) => (value + divisor - 1n) / divisor;

/** Whether a text is a quantity, such as `500m` or `2Gi`. */
export const isQuantity = (value: unknown): value is string | number => toNanos(String(value)) !== null;

/** A quantity in its base unit: cores, bytes, pieces. 0 for what is none. */
export function quantity(value: string | number | undefined): number {
  const parsed = value === undefined ? null : toNanos(String(value));
  return parsed === null ? 0 : Number(parsed.nanos) / 1e9;
}

/** A quantity in thousandths, as CPU is counted. */
export const millis = (value: string | number | undefined): number => Math.round(quantity(value) * 1000);

/** The way in which the API writes a quantity: `0.5` is `500m`, `1024Mi` is `1Gi`. Null for what is none. */
export function canonicalQuantity(value: string | number): string | null {
  const parsed = toNanos(String(value));
  if (parsed === null) return null;
  // The exponent form is kept as it came.
  if (/[eE][+-]?\d+$/.test(String(value))) return String(value);
  const { nanos, isBinary } = parsed;
  if (nanos === 0n) return "0";
  const sign = nanos < 0n ? "-" : "";
  const size = nanos < 0n ? -nanos : nanos;
  if (isBinary && size % 1_000_000_000n === 0n && size >= 1024n * 1_000_000_000n) return sign + binaryText(size / 1_000_000_000n);
  if (size % 1_000_000_000n === 0n) return sign + decimalText(size / 1_000_000_000n);
  if (size % 1_000_000n === 0n) return `${sign}${size / 1_000_000n}m`;
  return size % 1000n === 0n ? `${sign}${size / 1000n}u` : `${sign}${size}n`;
}

const binaryText = (units: bigint): string => {
  const power = [6, 5, 4, 3, 2, 1].find((candidate) => units % 1024n ** BigInt(candidate) === 0n) ?? 0;
  return power === 0 ? String(units) : `${units / 1024n ** BigInt(power)}${BINARY[power - 1]}`;
};

const decimalText = (units: bigint): string => {
  const suffix = DECIMAL_DOWN.find((candidate) => units % 10n ** BigInt(DECIMAL[candidate] ?? 0) === 0n) ?? "";
  return `${units / 10n ** BigInt(DECIMAL[suffix] ?? 0)}${suffix}`;
};
