import { z } from "zod";
import { ChannelKind } from "./notification";
import { Worded } from "./phrase";

/** A search is counted up to here, so nothing can be asked beyond it. */
export const ALERT_MOST_FOUND = 5000;

/** When an alert fires: the search finds more than so many objects, or none, or some that it did not find before. */
export const AlertCondition = z.enum(["moreThan", "none", "new"]);
export type AlertCondition = z.infer<typeof AlertCondition>;

/** Switches the alert of one's saved search on, or changes it. */
export const SetSearchAlert = z.strictObject({
  searchId: z.uuid(),
  condition: AlertCondition,
  /** Of `moreThan`: 0 fires at the first object. */
  threshold: z
    .number()
    .int()
    .min(0)
    .max(ALERT_MOST_FOUND - 1)
    .default(0),
  /** For so long the condition must hold before the alert fires, and not hold before it is over. */
  holdSeconds: z.number().int().min(0).max(86_400).default(60),
  channelIds: z.array(z.uuid()).max(5, "at most 5 channels"),
});
export type SetSearchAlert = z.infer<typeof SetSearchAlert>;

/** How an alert stands: `unknown` could not be evaluated, and `problem` says why. */
export const AlertState = z.enum(["ok", "firing", "unknown"]);
export type AlertState = z.infer<typeof AlertState>;

/** The alert of a saved search, as its owner sees it. `found` is null before the first evaluation; of `new` it counts the new ones alone. */
export const SearchAlertView = z.object({
  condition: AlertCondition,
  threshold: z.number().int(),
  holdSeconds: z.number().int(),
  channelIds: z.array(z.uuid()),
  state: AlertState,
  since: z.date(),
  found: z.number().int().nullable(),
  isCapped: z.boolean(),
  problem: Worded.nullable(),
  evaluatedAt: z.date().nullable(),
});
export type SearchAlertView = z.infer<typeof SearchAlertView>;

/** A channel that an alert may be told by. */
export const AlertChannel = z.object({ id: z.uuid(), name: z.string(), kind: ChannelKind });
export type AlertChannel = z.infer<typeof AlertChannel>;
