import { z } from "zod";
import { setsFields } from "../declared-fields";
import { Json } from "../json";

/** How an Application is synchronised by itself, as Argo CD spells it; null when it is not. */
export const ArgoAutomation = z.strictObject({ automated: z.record(z.string(), Json).nullable() });
export type ArgoAutomation = z.infer<typeof ArgoAutomation>;

/**
 * Sets `spec.syncPolicy.automated` of an Argo CD Application, if it still is what the sender saw. Refused: `FieldsDrifted`,
 * `NotFound`, `KindAbsent`.
 */
export const argocdPause = setsFields("argocd.pause", ArgoAutomation);
