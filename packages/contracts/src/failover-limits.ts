import { z } from "zod";

const DAY_SECONDS = 86_400;

/** What bounds failovers of the whole installation. */
export const FailoverLimits = z.strictObject({
  /** After a run of a group has ended, no other of that group starts for this long. */
  minimumDelaySeconds: z.number().int().min(0, "0 to 86400 seconds").max(DAY_SECONDS, "0 to 86400 seconds"),
  /** So many groups may move at the same time; the others wait. */
  groupsAtOnce: z.number().int().min(1, "1 to 1000 groups").max(1000, "1 to 1000 groups"),
  /** Whoever approves, or overrides a guard, must have a second factor, or sign in by a provider; without it who has none just passes. */
  approversNeedFactor: z.boolean(),
});
export type FailoverLimits = z.infer<typeof FailoverLimits>;

/** Says the limits anew. `version` is the one that the editor saw. */
export const SetFailoverLimits = FailoverLimits.extend({ version: z.number().int().positive() });
export type SetFailoverLimits = z.infer<typeof SetFailoverLimits>;

/** The limits as their readers see them. */
export const FailoverLimitsView = FailoverLimits.extend({
  version: z.number().int(),
  /** Null while they are as they were at first. */
  setByName: z.string().nullable(),
  setAt: z.date().nullable(),
  /** Groups that move now. */
  groupsMoving: z.number().int(),
});
export type FailoverLimitsView = z.infer<typeof FailoverLimitsView>;
