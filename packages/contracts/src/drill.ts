import { z } from "zod";
import { RunPhase } from "./failover-phase";
import { GateView } from "./gate";
import { PlanId, RunId } from "./ids";
import { Phrase } from "./phrase";
import { TimeOfDay, Zone } from "./wall-clock";

const Weekday = z.number().int().min(0).max(6);
const clock = { at: TimeOfDay, zone: Zone };

/**
 * When a plan is drilled: once, or again and again by the wall clock of a zone. Weekdays count from Sunday, 0; months from January, 1.
 * A month without one of the days leaves it out.
 */
export const DrillTimes = z.discriminatedUnion("repeats", [
  z.strictObject({ repeats: z.literal("once"), startsAt: z.coerce.date() }),
  z.strictObject({ repeats: z.literal("weekly"), weekdays: z.array(Weekday).min(1, "choose a day").max(7), ...clock }),
  z.strictObject({
    repeats: z.literal("monthly"),
    /** The first to the fourth of its weekdays in a month, or the last. */
    week: z.enum(["first", "second", "third", "fourth", "last"]),
    weekday: Weekday,
    /** In which months; all of them when there are none. */
    months: z.array(z.number().int().min(1).max(12)).max(12).default([]),
    ...clock,
  }),
  z.strictObject({
    repeats: z.literal("days"),
    days: z.array(z.number().int().min(1).max(31)).min(1, "choose a day").max(31),
    months: z.array(z.number().int().min(1).max(12)).max(12).default([]),
    ...clock,
  }),
]);
export type DrillTimes = z.infer<typeof DrillTimes>;

const said = {
  name: z.string().trim().min(1, "give it a name").max(80, "at most 80 characters"),
  reason: z.string().trim().min(3, "say why, in 3 to 500 characters").max(500, "say why, in 3 to 500 characters"),
  times: DrillTimes,
  /** How long before its time a drill is asked for, so that it can be approved; 0: at its time. */
  askAheadMinutes: z.number().int().min(0, "0 or more").max(20_160, "at most 14 days"),
  /** How long after its time it may still be asked for, approved and begun. Later it is missed. */
  graceMinutes: z.number().int().min(1, "at least a minute").max(1440, "at most a day"),
  /** While it is paused no drill is asked for, and none counts as missed. */
  isPaused: z.boolean(),
};

/** Drills a plan again and again. */
export const NewDrillSchedule = z.strictObject({ planId: PlanId, ...said });
export type NewDrillSchedule = z.infer<typeof NewDrillSchedule>;

const seen = { id: z.uuid(), version: z.number().int().positive() };

/** Says a schedule anew. `version` is the one that the editor saw. */
export const EditDrillSchedule = z.strictObject({ ...seen, ...said });
export type EditDrillSchedule = z.infer<typeof EditDrillSchedule>;

/** Takes a schedule away. `version` is the one that was seen. */
export const RemoveDrillSchedule = z.strictObject(seen);
export type RemoveDrillSchedule = z.infer<typeof RemoveDrillSchedule>;

/** A schedule as it is kept. */
export const SavedDrillSchedule = z.object({ id: z.uuid(), version: z.number().int() });
export type SavedDrillSchedule = z.infer<typeof SavedDrillSchedule>;

/** Times that somebody is about to choose. */
export const PreviewDrills = z.strictObject({ times: DrillTimes });
export type PreviewDrills = z.infer<typeof PreviewDrills>;

/** When they fall next, five at most; none when they never do any more. */
export const DrillPreview = z.object({ next: z.array(z.date()) });
export type DrillPreview = z.infer<typeof DrillPreview>;

/** A schedule as its readers see it. */
export const DrillScheduleView = NewDrillSchedule.extend({
  id: z.uuid(),
  version: z.number().int(),
  planName: z.string(),
  group: z.string(),
  /** Null when it never falls any more, and while it is paused. */
  nextAt: z.date().nullable(),
  madeByName: z.string(),
  madeAt: z.date(),
  /** Whether the reader may change it and take it away. */
  manage: GateView,
});
export type DrillScheduleView = z.infer<typeof DrillScheduleView>;

/** What a drill proves: it counts, it does not because it failed, or because nobody can say; `pending` until it has been judged. */
export const DrillVerdict = z.enum(["pending", "passed", "failed", "unproven"]);
export type DrillVerdict = z.infer<typeof DrillVerdict>;

/** What was read of one condition. `held` is null where there was no figure to hold against it. */
export const DrillReading = z.object({
  name: z.string(),
  when: z.enum(["before", "end", "throughout"]),
  use: z.enum(["probe.promql", "probe.http"]),
  cluster: z.string(),
  /** The query or the URL. */
  asked: z.string(),
  /** What it was to be: `<= 0.01`, or `200`. */
  expected: z.string(),
  /** The value that decided, or the last; null where there was none. */
  value: z.number().nullable(),
  unit: z.string(),
  held: z.boolean().nullable(),
  message: z.string(),
  phrase: Phrase.optional(),
  at: z.iso.datetime(),
  /** How often it was looked at, and how often of that there was no figure. */
  looks: z.number().int(),
  blanks: z.number().int(),
});
export type DrillReading = z.infer<typeof DrillReading>;

/** Whether a drill counts as proof, and why. */
export const DrillProofView = z.object({
  verdict: DrillVerdict,
  message: z.string(),
  phrase: Phrase.optional(),
  judgedAt: z.date().nullable(),
  readings: z.array(DrillReading),
});
export type DrillProofView = z.infer<typeof DrillProofView>;

/** One drill of the calendar: to come, asked for, left out, or made by hand. */
export const DrillEntry = z.object({
  id: z.string(),
  planId: PlanId,
  planName: z.string(),
  /** The schedule; null for a drill that a person asked for. */
  scheduleName: z.string().nullable(),
  at: z.date(),
  state: z.enum(["upcoming", "asked", "skipped", "missed"]),
  /** Why it was skipped or missed. */
  message: z.string(),
  phrase: Phrase.optional(),
  run: z
    .object({
      id: RunId,
      phase: RunPhase,
      verdict: DrillVerdict,
      recoveryMs: z.number().nullable(),
      rtoSeconds: z.number().int(),
    })
    .nullable(),
});
export type DrillEntry = z.infer<typeof DrillEntry>;

/** Asks for the drills of a span of at most a hundred days. */
export const ListDrills = z
  .strictObject({ from: z.coerce.date(), until: z.coerce.date() })
  .refine(({ from, until }) => until > from && until.getTime() - from.getTime() <= 100 * 86_400_000, {
    path: ["until"],
    message: "must be after the start, and at most 100 days later",
  });
export type ListDrills = z.infer<typeof ListDrills>;

/** The drills of a span, the earliest first. `isCapped` when there are more than are told. */
export const DrillCalendar = z.object({ entries: z.array(DrillEntry), isCapped: z.boolean() });
export type DrillCalendar = z.infer<typeof DrillCalendar>;

/** The schedules that the reader may see, and whether there are plans to make one for. */
export const DrillSchedules = z.object({ schedules: z.array(DrillScheduleView) });
export type DrillSchedules = z.infer<typeof DrillSchedules>;

/** Whether a plan is proven now: by what, and for how long that counts. */
export const PlanProof = z.object({ isProven: z.boolean(), lastAt: z.date().nullable(), maxAgeDays: z.number().int() });
export type PlanProof = z.infer<typeof PlanProof>;
