import { z } from "zod";
import { setsFields } from "../declared-fields";
import { Json } from "../json";

/** The operation that is asked of Argo CD, as it spells it; null when none waits to be begun. */
export const ArgoOperation = z.strictObject({ operation: z.record(z.string(), Json).nullable() });
export type ArgoOperation = z.infer<typeof ArgoOperation>;

/**
 * Sets `operation` of an Argo CD Application, by which a synchronisation is asked for, if none is there as the sender saw.
 * Argo CD takes the field away once it has begun. Refused: `FieldsDrifted`, `NotFound`, `KindAbsent`.
 */
export const argocdSync = setsFields("argocd.sync", ArgoOperation);
