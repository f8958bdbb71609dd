import { z } from "zod";
import { DnsLabel } from "./ids";
import { PageRequest, pageOf } from "./page";
import { TimeOfDay, Zone } from "./wall-clock";

const HOURS_OF_WEEK = 168;

const recurring = {
  /** When it begins, by the wall clock of its zone. */
  at: TimeOfDay,
  zone: Zone,
  durationMinutes: z
    .number()
    .int()
    .min(1, "at least a minute")
    .max(HOURS_OF_WEEK * 60, "at most 7 days"),
};

/** When a freeze holds: once, or again and again. Weekdays count from Sunday, 0; a month without one of the days leaves it out. */
export const FreezeTimes = z.discriminatedUnion("repeats", [
  z
    .strictObject({ repeats: z.literal("once"), startsAt: z.coerce.date(), endsAt: z.coerce.date() })
    .refine(({ startsAt, endsAt }) => endsAt > startsAt, { path: ["endsAt"], message: "must be after the start" }),
  z.strictObject({
    repeats: z.literal("weekly"),
    weekdays: z.array(z.number().int().min(0).max(6)).min(1, "choose a day").max(7),
    ...recurring,
  }),
  z.strictObject({
    repeats: z.literal("monthly"),
    days: z.array(z.number().int().min(1).max(31)).min(1, "choose a day").max(31),
    ...recurring,
  }),
]);
export type FreezeTimes = z.infer<typeof FreezeTimes>;

/** Freezes groups, or all with none named, and says why. */
export const NewFreezeWindow = z.strictObject({
  name: z.string().trim().min(1, "give it a name").max(80, "at most 80 characters"),
  reason: z.string().trim().min(3, "say why, in 3 to 500 characters").max(500, "say why, in 3 to 500 characters"),
  groups: z.array(DnsLabel).max(200),
  times: FreezeTimes,
});
export type NewFreezeWindow = z.infer<typeof NewFreezeWindow>;

/** Says a freeze anew. `version` is the one that the editor saw. */
export const EditFreezeWindow = NewFreezeWindow.extend({ id: z.uuid(), version: z.number().int().positive() });
export type EditFreezeWindow = z.infer<typeof EditFreezeWindow>;

/** Takes a freeze away. `version` is the one that was seen. */
export const RemoveFreezeWindow = z.strictObject({ id: z.uuid(), version: z.number().int().positive() });
export type RemoveFreezeWindow = z.infer<typeof RemoveFreezeWindow>;

/** A freeze as it is kept. */
export const SavedFreezeWindow = z.object({ id: z.uuid(), version: z.number().int() });
export type SavedFreezeWindow = z.infer<typeof SavedFreezeWindow>;

/** A freeze as its readers see it. */
export const FreezeWindowView = NewFreezeWindow.extend({
  id: z.uuid(),
  version: z.number().int(),
  /** Until when it holds, while it does. */
  holdsUntil: z.date().nullable(),
  /** When it begins next; null when it never does any more. */
  nextAt: z.date().nullable(),
  madeByName: z.string(),
  madeAt: z.date(),
  /** Whether the reader may change it and take it away. */
  mayManage: z.boolean(),
});
export type FreezeWindowView = z.infer<typeof FreezeWindowView>;

/** The freezes that concern what the reader may see, the newest first. */
export const ListFreezeWindows = PageRequest;
export type ListFreezeWindows = z.infer<typeof ListFreezeWindows>;
export const FreezeWindowPage = pageOf(FreezeWindowView);
export type FreezeWindowPage = z.infer<typeof FreezeWindowPage>;
