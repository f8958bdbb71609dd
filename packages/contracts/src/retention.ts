import { z } from "zod";

/** What is kept for some days and then let go of. The audit chain is not among them: it is kept for ever. */
export const RetentionKind = z.enum(["history", "events", "deliveries", "recordings", "violations"]);
export type RetentionKind = z.infer<typeof RetentionKind>;

/** Nothing is kept longer than ten years, and nothing shorter than a day. */
export const RETENTION_MOST_DAYS = 3650;

/** For how many days a kind is to be kept. `version` is the one that was seen; 0 where nobody had said anything. */
export const SetRetention = z.strictObject({
  kind: RetentionKind,
  days: z
    .number("must be a whole number of days between 1 and 3650")
    .int("must be a whole number of days between 1 and 3650")
    .min(1, "must be at least 1 day")
    .max(RETENTION_MOST_DAYS, "must be at most 3650 days"),
  version: z.number().int().min(0),
});
export type SetRetention = z.infer<typeof SetRetention>;

/** How much there is of something. `isEstimate` is the database's own guess, which costs nothing. */
const Stored = z.object({ rows: z.number().int(), isEstimate: z.boolean(), oldestAt: z.date().nullable() });

/** For how long a kind is kept, and how much of it there is. `setByName` is null where the installation's default holds. */
export const RetentionView = z.object({
  kind: RetentionKind,
  days: z.number().int(),
  defaultDays: z.number().int(),
  version: z.number().int(),
  setByName: z.string().nullable(),
  setAt: z.date().nullable(),
  /** Of recordings: they are kept for so many days until then, although a shorter time was said. */
  held: z.object({ days: z.number().int(), until: z.date() }).nullable(),
  stored: Stored,
});
export type RetentionView = z.infer<typeof RetentionView>;

/** All kinds, and the audit chain, which is never let go of. */
export const Retention = z.object({ kinds: z.array(RetentionView), audit: Stored });
export type Retention = z.infer<typeof Retention>;
