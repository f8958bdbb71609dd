import { z } from "zod";

/** Whether the primary can take part in its own failover. */
export const RunMode = z.enum(["graceful", "ungraceful"]);
export type RunMode = z.infer<typeof RunMode>;

/** Which form of a step that has one for each mode a run uses. */
export const StepVariant = z.enum(["graceful", "ungraceful", "leftOut"]);
export type StepVariant = z.infer<typeof StepVariant>;
