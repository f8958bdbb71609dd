import { z } from "zod";

/** A time of day by a wall clock. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day, for example 18:30");

/** A time zone of the IANA database. */
export const Zone = z.string().max(64).refine(isZone, "a time zone, for example Asia/Shanghai");

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).format(0) !== "";
  } catch {
    return false;
  }
}
