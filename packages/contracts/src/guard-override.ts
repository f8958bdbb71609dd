import { z } from "zod";
import { RunId } from "./ids";

/**
 * The guards that a person may override for one run. Never among them: the epoch, one run a group, the approvals, the kill switch, and
 * whatever keeps two sites from taking writes.
 */
export const OverridableGuard = z.enum([
  "no-freeze-window",
  "minimum-delay",
  "groups-at-once",
  "plan-ready",
  "loss-within-rpo",
  "sites-serve",
  "no-halt-condition",
]);
export type OverridableGuard = z.infer<typeof OverridableGuard>;

const MOST_MINUTES = 240;

/** Overrides guards of a run, by name, for some minutes. `group` is the name of its protection group, typed out. */
export const OverrideGuards = z.strictObject({
  runId: RunId,
  guards: z.array(OverridableGuard).min(1, "name a guard").max(OverridableGuard.options.length),
  reason: z.string().trim().min(3, "say why, in 3 to 500 characters").max(500, "say why, in 3 to 500 characters"),
  minutes: z.number().int().min(1, "1 to 240 minutes").max(MOST_MINUTES, "1 to 240 minutes"),
  group: z.string().max(63),
});
export type OverrideGuards = z.infer<typeof OverrideGuards>;

/** An override as the run page shows it. */
export const GuardOverrideView = z.object({
  guards: z.array(z.string()),
  byName: z.string(),
  reason: z.string(),
  at: z.date(),
  expiresAt: z.date(),
  /** Whether it still counts. */
  isInForce: z.boolean(),
});
export type GuardOverrideView = z.infer<typeof GuardOverrideView>;
