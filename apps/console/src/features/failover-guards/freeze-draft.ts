import type { FreezeTimes, FreezeWindowView, NewFreezeWindow } from "@holdfast/contracts/freeze-window";
import { instantOf, localMinute } from "../shared-time/local-minute";
import { isDayOfMonth, isTimeOfDay, isZone, numbersIn } from "../shared-time/wall-clock";

/** A freeze while it is being written, as its controls hold it. */
export interface FreezeDraft {
  readonly name: string;
  readonly reason: string;
  readonly isForAll: boolean;
  readonly groups: readonly string[];
  readonly repeats: FreezeTimes["repeats"];
  /** As `datetime-local` controls write them. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly weekdays: readonly number[];
  /** Days of a month, separated by commas. */
  readonly days: string;
  readonly at: string;
  readonly zone: string;
  readonly hours: string;
}

const MINUTES = 60;
const MOST_HOURS = 168;
const LEAST_REASON = 3;

/** A freeze that nothing is said about yet, in the reader's own time zone. */
export const emptyDraft = (zone: string): FreezeDraft => ({
  ...{ name: "", reason: "", isForAll: true, groups: [], repeats: "once", startsAt: "", endsAt: "" },
  ...{ weekdays: [], days: "", at: "18:00", zone, hours: "1" },
});

/** A freeze that is kept, to be changed. */
export function draftOfFreeze({ name, reason, groups, times }: FreezeWindowView, zone: string): FreezeDraft {
  const said = { ...emptyDraft(zone), name, reason, isForAll: groups.length === 0, groups, repeats: times.repeats };
  if (times.repeats === "once") return { ...said, startsAt: localMinute(times.startsAt), endsAt: localMinute(times.endsAt) };
  const recurring = { ...said, at: times.at, zone: times.zone, hours: String(times.durationMinutes / MINUTES) };
  return times.repeats === "weekly" ? { ...recurring, weekdays: times.weekdays } : { ...recurring, days: times.days.join(", ") };
}

/** What of a draft has to be mended, by the name of its control. */
export type FreezeGap = "name" | "reason" | "groups" | "startsAt" | "endsAt" | "weekdays" | "days" | "at" | "zone" | "hours";

function timeGaps(draft: FreezeDraft, now: Date): FreezeGap[] {
  if (draft.repeats === "once") {
    const [from, to] = [instantOf(draft.startsAt), instantOf(draft.endsAt)];
    return [
      ...(from === null ? (["startsAt"] as const) : []),
      ...(to === null || (from !== null && to <= from) || new Date(to) <= now ? (["endsAt"] as const) : []),
    ];
  }
  const days = numbersIn(draft.days);
  const noDay = draft.repeats === "weekly" ? draft.weekdays.length === 0 : days.length === 0 || !days.every(isDayOfMonth);
  const minutes = Math.round(Number(draft.hours) * MINUTES);
  return [
    ...(noDay ? ([draft.repeats === "weekly" ? "weekdays" : "days"] as const) : []),
    ...(isTimeOfDay(draft.at) ? [] : (["at"] as const)),
    ...(isZone(draft.zone) ? [] : (["zone"] as const)),
    ...(minutes >= 1 && minutes <= MOST_HOURS * MINUTES ? [] : (["hours"] as const)),
  ];
}

/** What of a draft has to be mended before it can be kept at an instant. */
export const freezeGaps = (draft: FreezeDraft, now: Date): FreezeGap[] => [
  ...(draft.name.trim() === "" ? (["name"] as const) : []),
  ...(draft.reason.trim().length < LEAST_REASON ? (["reason"] as const) : []),
  ...(!draft.isForAll && draft.groups.length === 0 ? (["groups"] as const) : []),
  ...timeGaps(draft, now),
];

function timesOf(draft: FreezeDraft): FreezeTimes {
  if (draft.repeats === "once") return { repeats: "once", startsAt: new Date(draft.startsAt), endsAt: new Date(draft.endsAt) };
  const recurring = { at: draft.at, zone: draft.zone, durationMinutes: Math.round(Number(draft.hours) * MINUTES) };
  return draft.repeats === "weekly"
    ? { repeats: "weekly", weekdays: draft.weekdays.toSorted(), ...recurring }
    : { repeats: "monthly", days: numbersIn(draft.days), ...recurring };
}

/** The freeze that a whole draft makes; null for one with gaps. */
export function freezeOfDraft(draft: FreezeDraft, now: Date): NewFreezeWindow | null {
  if (freezeGaps(draft, now).length > 0) return null;
  const groups = draft.isForAll ? [] : [...draft.groups];
  // The names are those of groups that the server listed.
  return { name: draft.name.trim(), reason: draft.reason.trim(), groups: groups as NewFreezeWindow["groups"], times: timesOf(draft) };
}
