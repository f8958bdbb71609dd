import { z } from "zod";
import { RunPhase } from "./failover-phase";
import { RunId } from "./ids";

/** A run as another one names it: the run that its step has made, or the one whose step made it. */
export const RelatedRun = z.object({ id: RunId, planName: z.string(), phase: RunPhase });
export type RelatedRun = z.infer<typeof RelatedRun>;
