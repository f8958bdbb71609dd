import { z } from "zod";
import { StepPhrases } from "./step-words";

/** What a step does in one of its forms, in words. */
export const StepForm = z.object({
  use: z.string(),
  clusterName: z.string().nullable(),
  object: z.string(),
  change: z.string().nullable(),
  undo: z.string(),
  phrases: StepPhrases.optional(),
  effect: z.enum(["changes", "observes"]),
});
export type StepForm = z.infer<typeof StepForm>;
