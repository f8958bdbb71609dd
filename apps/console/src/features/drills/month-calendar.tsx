"use client";
import type { DrillEntry } from "@holdfast/contracts/drill";
import { Link } from "@holdfast/ui/link";
import { useUi } from "@holdfast/ui/ui-provider";
import { useNow } from "@holdfast/ui/use-now";
import { useFormatter, useTranslations } from "next-intl";
import { useWeekday } from "../shared-time/use-weekday";
import { DrillOutcome, drillHref } from "./drill-outcome";
import { dayIn, weeksOf } from "./month-grid";

const WEEK = [1, 2, 3, 4, 5, 6, 0];

function DayEntry({ drill }: { readonly drill: DrillEntry }) {
  const { timeZone } = useUi();
  const format = useFormatter();
  return (
    <li className="min-w-0">
      <Link href={drillHref(drill)} variant="quiet">
        <span className="block truncate">
          <span className="tabular-nums">{format.dateTime(drill.at, { hour: "2-digit", minute: "2-digit", hour12: false, timeZone })}</span>{" "}
          {drill.planName}
        </span>
      </Link>
      <DrillOutcome drill={drill} />
    </li>
  );
}

interface MonthCalendarProps {
  readonly month: string;
  /** What the month is called, for those who do not see it. */
  readonly label: string;
  readonly entries: readonly DrillEntry[];
}

/** A month of drills, a week a row. On a narrow screen the list below says the same. */
export function MonthCalendar({ month, label, entries }: MonthCalendarProps) {
  const t = useTranslations("drills");
  const { timeZone } = useUi();
  const weekday = useWeekday();
  const today = useNow((now) => dayIn(new Date(now), timeZone));
  return (
    <table className="hidden w-full table-fixed border-collapse text-small md:table" aria-label={t("calendarOf", { month: label })}>
      <thead>
        <tr>
          {WEEK.map((day) => (
            <th key={day} scope="col" className="border border-line px-2 py-1 text-start font-medium text-ink-soft">
              {weekday(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week[0]}>
            {week.map((day) => {
              const isOther = !day.startsWith(month);
              const drills = entries.filter((drill) => dayIn(drill.at, timeZone) === day);
              return (
                <td key={day} className={`h-20 border border-line px-2 py-1 align-top ${isOther ? "bg-sunken" : ""}`}>
                  <span
                    className={`tabular-nums ${day === today ? "rounded-s bg-accent-wash px-1 font-semibold text-accent-ink" : "text-ink-soft"}`}
                    aria-current={day === today ? "date" : undefined}
                    suppressHydrationWarning
                  >
                    {Number(day.slice(8))}
                  </span>
                  {drills.length > 0 && (
                    <ul className="mt-1 flex flex-col gap-1">
                      {drills.map((drill) => (
                        <DayEntry key={drill.id} drill={drill} />
                      ))}
                    </ul>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
