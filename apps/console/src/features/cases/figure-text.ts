const MOST_DIGITS = 8;

/** How much of the way to the target rounding may hide. */
const MOST_HIDDEN = 0.1;

/**
 * A measured value as a person reads it: three figures, and more where rounding would hide how near to the target it is, so
 * that 99.997 never reads as a round 100 when 99.99 was asked for.
 */
export function figureText(value: number, threshold: number | null, locale: string): string {
  const size = Math.abs(value);
  let digits = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  const mayHide = threshold === null ? Number.POSITIVE_INFINITY : Math.abs(value - threshold) * MOST_HIDDEN;
  while (digits < MOST_DIGITS && Math.abs(Number(value.toFixed(digits)) - value) > mayHide) digits++;
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
