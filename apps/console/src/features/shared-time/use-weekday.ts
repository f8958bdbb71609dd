"use client";
import { useFormatter } from "next-intl";

// A Sunday: the names of weekdays are read off the days after it.
const SUNDAY_MS = Date.UTC(2024, 0, 7);
const DAY_MS = 86_400_000;

/** The name of a weekday, counted from Sunday, in the reader's language. */
export function useWeekday(): (day: number) => string {
  const format = useFormatter();
  return (day) => format.dateTime(new Date(SUNDAY_MS + day * DAY_MS), { weekday: "short", timeZone: "UTC" });
}
