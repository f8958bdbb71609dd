import { z } from "zod";
import { Phrase } from "./phrase";

/** The phrases of a step's words, by the field that each stands beside. What is only a name has none. */
export const StepPhrases = z.object({ object: Phrase, change: Phrase, undo: Phrase }).partial();
export type StepPhrases = z.infer<typeof StepPhrases>;
