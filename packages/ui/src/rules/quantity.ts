/** What a number counts. `ratio` is 0..1 and is read as a percentage. */
export type Unit = "count" | "bytes" | "ratio" | "cores" | "perSecond" | "milliseconds";

/** A number and its unit, apart, so that the unit can be drawn smaller. */
export interface QuantityText {
  readonly amount: string;
  readonly unit: string;
}

const BINARY = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
const formats = new Map<string, Intl.NumberFormat>();

function decimal(value: number, digits: number, locale: string): string {
  const key = `${locale}|${digits}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, { maximumFractionDigits: digits });
    formats.set(key, format);
  }
  return format.format(value);
}

/** Three figures are enough to act on: 1.23, 12.3, 123. */
const digitsOf = (value: number) => (Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);

function bytes(value: number, locale: string): QuantityText {
  let [amount, step] = [value, 0];
  while (Math.abs(amount) >= 1024 && step < BINARY.length - 1) [amount, step] = [amount / 1024, step + 1];
  return { amount: decimal(amount, step === 0 ? 0 : digitsOf(amount), locale), unit: BINARY[step] ?? "B" };
}

/** A number as a person reads it. Counts are never rounded: a count of objects is compared with another tool's. */
export function quantity(value: number, unit: Unit, locale: string): QuantityText {
  switch (unit) {
    case "count":
      return { amount: decimal(value, 0, locale), unit: "" };
    case "bytes":
      return bytes(value, locale);
    case "ratio":
      // 99.99 and 99.95 are different promises, and a ratio just below 1 must not read as 100 %.
      return { amount: decimal(value < 1 ? Math.min(value * 100, 99.99) : value * 100, 2, locale), unit: "%" };
    case "cores":
      return Math.abs(value) < 1 && value !== 0
        ? { amount: decimal(value * 1000, 0, locale), unit: "m" }
        : { amount: decimal(value, digitsOf(value), locale), unit: "cores" };
    case "perSecond":
      return { amount: decimal(value, digitsOf(value), locale), unit: "/s" };
    case "milliseconds":
      return { amount: decimal(value, digitsOf(value), locale), unit: "ms" };
  }
}
