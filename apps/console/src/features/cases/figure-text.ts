const MOST_DIGITS = 8;

/** Which side of the threshold a value is on: below, at or above. */
const side = (value: number, threshold: number) => Math.sign(value - threshold);

/**
 * A measured value as a person reads it: three figures, and more where rounding would move it to the other side of the target,
 * so that 99.9969 never reads as a round 100 when 100 was asked for.
 */
export function figureText(value: number, threshold: number | null, locale: string): string {
  const size = Math.abs(value);
  let digits = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  while (threshold !== null && digits < MOST_DIGITS && side(Number(value.toFixed(digits)), threshold) !== side(value, threshold)) digits++;
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
}

/** A number and its unit as the case writes it; a percent sign stands close. */
export const withUnit = (figure: string, unit: string): string =>
  unit === "" ? figure : unit === "%" ? `${figure}%` : `${figure} ${unit}`;

/** What is asked for, as a condition: "< 100 ms". Signs that a keyboard lacks are written as one. */
export function conditionText(comparison: string, value: number, unit: string, locale: string): string {
  const signs: Readonly<Record<string, string>> = { "<=": "≤", ">=": "≥", "==": "=", "!=": "≠" };
  const figure = new Intl.NumberFormat(locale, { maximumFractionDigits: MOST_DIGITS }).format(value);
  return `${signs[comparison] ?? comparison} ${withUnit(figure, unit)}`;
}
