import { z } from "zod";
import { ObjectChange } from "./object-change";
import { RunMode } from "./run-mode";

/** What one step of a plan would change, as a dry run on its cluster said; `mode` where it is not the same in both. */
export const StepChanges = z.object({ step: z.string(), mode: RunMode.optional(), changes: z.array(ObjectChange) });
export type StepChanges = z.infer<typeof StepChanges>;
