/** The most days that something can be kept, as the contract has it; a test holds the two together. */
export const MOST_DAYS = 3650;

/** Reads a number of days; null when it is none that can be asked for. */
export function readDays(written: string): number | null {
  const days = Number(written.trim());
  return written.trim() !== "" && Number.isInteger(days) && days >= 1 && days <= MOST_DAYS ? days : null;
}
