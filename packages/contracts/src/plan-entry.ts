import { z } from "zod";
import { DnsLabel } from "./ids";
import { PlanStep } from "./plan-step";

/** Steps that are done at once, under one name: what comes after them waits for all of them. */
export const ParallelSet = z.strictObject({
  name: DnsLabel,
  parallel: z.array(PlanStep).min(2, "a set needs at least two steps").max(20),
});
export type ParallelSet = z.infer<typeof ParallelSet>;

/** One entry of a workflow: a step, or several at once. */
export type PlanEntry = PlanStep | ParallelSet;

/** Whether an entry is a set. */
export const isParallel = (entry: PlanEntry): entry is ParallelSet => "parallel" in entry;

/** Checks an entry by what it says that it is, so that an error names its field and not the choice. */
export const PlanEntry: z.ZodType<PlanEntry> = z.unknown().transform((given, ctx) => {
  const isSet = typeof given === "object" && given !== null && "parallel" in given;
  const parsed = (isSet ? ParallelSet : PlanStep).safeParse(given);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) ctx.issues.push({ ...issue, input: given } as z.core.$ZodRawIssue);
  return z.NEVER;
});
