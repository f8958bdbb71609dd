import type { DrillScheduleView, DrillTimes, NewDrillSchedule } from "@holdfast/contracts/drill";
import type { PlanId } from "@holdfast/contracts/ids";
import { instantOf, localMinute } from "../shared-time/local-minute";
import { isDayOfMonth, isTimeOfDay, isZone, numbersIn } from "../shared-time/wall-clock";

/** Which of its weekdays in a month. */
export type Week = Extract<DrillTimes, { repeats: "monthly" }>["week"];

/** A schedule while it is being written, as its controls hold it. */
export interface ScheduleDraft {
  readonly planId: string;
  readonly name: string;
  readonly reason: string;
  readonly repeats: DrillTimes["repeats"];
  /** As a `datetime-local` control writes it. */
  readonly startsAt: string;
  readonly weekdays: readonly number[];
  readonly week: Week;
  readonly weekday: number;
  /** Days of a month, and months, separated by commas; no months are all. */
  readonly days: string;
  readonly months: string;
  readonly at: string;
  readonly zone: string;
  readonly askAheadHours: string;
  readonly graceMinutes: string;
  readonly isPaused: boolean;
}

const MINUTES = 60;
const MOST_AHEAD_HOURS = 336;
const MOST_GRACE_MINUTES = 1440;
const LEAST_REASON = 3;
const MONTHS = 12;

/** A schedule that nothing is said about yet: the last Saturday of each quarter, in the reader's own time zone. */
export const emptySchedule = (zone: string, planId = ""): ScheduleDraft => ({
  ...{ planId, name: "", reason: "", repeats: "monthly", startsAt: "", weekdays: [], week: "last", weekday: 6, days: "" },
  ...{ months: "3, 6, 9, 12", at: "02:00", zone, askAheadHours: "24", graceMinutes: "60", isPaused: false },
});

/** A schedule that is kept, to be changed. */
export function draftOfSchedule(kept: DrillScheduleView, zone: string): ScheduleDraft {
  const { planId, name, reason, times, isPaused } = kept;
  const bounds = { askAheadHours: String(kept.askAheadMinutes / MINUTES), graceMinutes: String(kept.graceMinutes), isPaused };
  const said = { ...emptySchedule(zone), planId, name, reason, ...bounds, repeats: times.repeats };
  if (times.repeats === "once") return { ...said, startsAt: localMinute(times.startsAt) };
  const clock = { ...said, at: times.at, zone: times.zone };
  if (times.repeats === "weekly") return { ...clock, weekdays: times.weekdays };
  const yearly = { ...clock, months: times.months.join(", ") };
  return times.repeats === "monthly" ? { ...yearly, week: times.week, weekday: times.weekday } : { ...yearly, days: times.days.join(", ") };
}

/** What of a draft has to be mended, by the name of its control. */
export type ScheduleGap =
  | "planId"
  | "name"
  | "reason"
  | "startsAt"
  | "weekdays"
  | "days"
  | "months"
  | "at"
  | "zone"
  | "askAheadHours"
  | "graceMinutes";

const isMonth = (month: number) => Number.isInteger(month) && month >= 1 && month <= MONTHS;
const within = (text: string, least: number, most: number) => text.trim() !== "" && Number(text) >= least && Number(text) <= most;

function timeGaps(draft: ScheduleDraft, now: Date): ScheduleGap[] {
  const { repeats } = draft;
  if (repeats === "once") {
    const at = instantOf(draft.startsAt);
    return at === null || new Date(at) <= now ? ["startsAt"] : [];
  }
  const days = numbersIn(draft.days);
  return [
    ...(repeats === "weekly" && draft.weekdays.length === 0 ? (["weekdays"] as const) : []),
    ...(repeats === "days" && (days.length === 0 || !days.every(isDayOfMonth)) ? (["days"] as const) : []),
    ...(repeats !== "weekly" && !numbersIn(draft.months).every(isMonth) ? (["months"] as const) : []),
    ...(isTimeOfDay(draft.at) ? [] : (["at"] as const)),
    ...(isZone(draft.zone) ? [] : (["zone"] as const)),
  ];
}

/** What of a draft has to be mended before it can be kept at an instant. */
export const scheduleGaps = (draft: ScheduleDraft, now: Date): ScheduleGap[] => [
  ...(draft.planId === "" ? (["planId"] as const) : []),
  ...(draft.name.trim() === "" ? (["name"] as const) : []),
  ...(draft.reason.trim().length < LEAST_REASON ? (["reason"] as const) : []),
  ...timeGaps(draft, now),
  ...(within(draft.askAheadHours, 0, MOST_AHEAD_HOURS) ? [] : (["askAheadHours"] as const)),
  ...(within(draft.graceMinutes, 1, MOST_GRACE_MINUTES) ? [] : (["graceMinutes"] as const)),
];

/** The times that a draft says; null while they have gaps. */
export function timesOfDraft(draft: ScheduleDraft, now: Date): DrillTimes | null {
  if (timeGaps(draft, now).length > 0) return null;
  const { repeats, at, zone } = draft;
  if (repeats === "once") return { repeats, startsAt: new Date(draft.startsAt) };
  if (repeats === "weekly") return { repeats, weekdays: draft.weekdays.toSorted(), at, zone };
  const months = numbersIn(draft.months);
  return repeats === "monthly"
    ? { repeats, week: draft.week, weekday: draft.weekday, months, at, zone }
    : { repeats, days: numbersIn(draft.days), months, at, zone };
}

/** The schedule that a whole draft makes; null for one with gaps. */
export function scheduleOfDraft(draft: ScheduleDraft, now: Date): NewDrillSchedule | null {
  const times = timesOfDraft(draft, now);
  if (times === null || scheduleGaps(draft, now).length > 0) return null;
  return {
    // One of the plans that the server listed.
    planId: draft.planId as PlanId,
    ...{ name: draft.name.trim(), reason: draft.reason.trim(), times, isPaused: draft.isPaused },
    ...{ askAheadMinutes: Math.round(Number(draft.askAheadHours) * MINUTES), graceMinutes: Math.round(Number(draft.graceMinutes)) },
  };
}
