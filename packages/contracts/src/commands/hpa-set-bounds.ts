import { z } from "zod";
import { setsFields } from "../declared-fields";

/** The bounds of an autoscaler. Where no lower one is given Kubernetes takes 1. */
export const HpaBounds = z.strictObject({
  minReplicas: z.number().int().min(0),
  maxReplicas: z.number().int().min(1),
});
export type HpaBounds = z.infer<typeof HpaBounds>;

/**
 * Sets `spec.minReplicas` and `spec.maxReplicas` of a HorizontalPodAutoscaler, if they still are what the sender saw.
 * Refused: `FieldsDrifted`, `NotFound`, `KindAbsent`.
 */
export const hpaSetBounds = setsFields("hpa.set-bounds", HpaBounds);
