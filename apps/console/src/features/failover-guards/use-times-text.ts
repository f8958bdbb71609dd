"use client";
import type { FreezeTimes } from "@holdfast/contracts/freeze-window";
import { useFormatter, useTranslations } from "next-intl";

// A Sunday: the names of weekdays are read off the days after it.
const SUNDAY_MS = Date.UTC(2024, 0, 7);
const DAY_MS = 86_400_000;
const MINUTES = 60;

/** The name of a weekday, counted from Sunday, in the reader's language. */
export function useWeekday(): (day: number) => string {
  const format = useFormatter();
  return (day) => format.dateTime(new Date(SUNDAY_MS + day * DAY_MS), { weekday: "short", timeZone: "UTC" });
}

/** When a recurring freeze holds, in a sentence; null for one that holds once. */
export function useTimesText(): (times: FreezeTimes) => string | null {
  const t = useTranslations("failoverGuards.freeze");
  const weekday = useWeekday();
  return (times) => {
    if (times.repeats === "once") return null;
    const days = times.repeats === "weekly" ? times.weekdays.map(weekday) : times.days.map(String);
    const said = { days: days.join(", "), at: times.at, zone: times.zone, hours: times.durationMinutes / MINUTES };
    return t(times.repeats === "weekly" ? "eachWeek" : "eachMonth", said);
  };
}
