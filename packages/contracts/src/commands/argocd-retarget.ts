import { z } from "zod";
import { setsFields } from "../declared-fields";

/** Where an Application goes: the cluster by its URL or by its name in Argo CD, and the namespace. */
export const ArgoDestination = z.strictObject({
  server: z.string().max(2048).nullable(),
  name: z.string().max(253).nullable(),
  namespace: z.string().max(63).nullable(),
});
export type ArgoDestination = z.infer<typeof ArgoDestination>;

/**
 * Sets `spec.destination` of an Argo CD Application, if it still is what the sender saw. Refused: `FieldsDrifted`, `NotFound`,
 * `KindAbsent`.
 */
export const argocdRetarget = setsFields("argocd.retarget", ArgoDestination);
