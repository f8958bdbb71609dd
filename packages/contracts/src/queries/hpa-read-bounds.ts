import { z } from "zod";
import { HpaBounds } from "../commands/hpa-set-bounds";
import { readsFields } from "../declared-fields";

/** The bounds of a HorizontalPodAutoscaler and how many replicas its workload has now. */
export const hpaReadBounds = readsFields(
  "hpa.read-bounds",
  HpaBounds,
  z.object({ currentReplicas: z.number().int(), target: z.object({ kind: z.string(), name: z.string() }) }),
);
