const LAST_DAY = 31;

/** The numbers of a list that a person writes, separated by commas or spaces; each once. What is no number is `NaN`. */
export const numbersIn = (text: string): number[] => [
  ...new Set(
    text
      .split(/[\s,，、]+/)
      .filter((each) => each !== "")
      .map(Number),
  ),
];

/** Whether a number is a day of some month. */
export const isDayOfMonth = (day: number): boolean => Number.isInteger(day) && day >= 1 && day <= LAST_DAY;

/** Whether a text is a time of day. */
export const isTimeOfDay = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/** Whether a text is a time zone that this browser knows. */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).format(0) !== "";
  } catch {
    return false;
  }
}
