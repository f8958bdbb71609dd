"use client";
import type { DrillTimes } from "@holdfast/contracts/drill";
import { useFormatter, useTranslations } from "next-intl";
import { useWeekday } from "../shared-time/use-weekday";

/** The name of a month, counted from 1, in the reader's language. */
function useMonth(): (month: number) => string {
  const format = useFormatter();
  return (month) => format.dateTime(new Date(Date.UTC(2024, month - 1, 15)), { month: "short", timeZone: "UTC" });
}

/** When a plan is drilled, in a sentence; null for what is once. */
export function useTimesText(): (times: DrillTimes) => string | null {
  const t = useTranslations("drills.times");
  const weekday = useWeekday();
  const month = useMonth();
  return (times) => {
    if (times.repeats === "once") return null;
    const clock = { at: times.at, zone: times.zone };
    if (times.repeats === "weekly") return t("weekly", { ...clock, days: times.weekdays.map(weekday).join(", ") });
    const months = times.months.length === 0 ? t("everyMonth") : times.months.map(month).join(", ");
    return times.repeats === "days"
      ? t("days", { ...clock, days: times.days.join(", "), months })
      : t("monthly", { ...clock, week: t(`week.${times.week}`), weekday: weekday(times.weekday), months });
  };
}
