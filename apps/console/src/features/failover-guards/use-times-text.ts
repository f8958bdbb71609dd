"use client";
import type { FreezeTimes } from "@holdfast/contracts/freeze-window";
import { useTranslations } from "next-intl";
import { useWeekday } from "../shared-time/use-weekday";

const MINUTES = 60;

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
