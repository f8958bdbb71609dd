import { z } from "zod";
import { DnsLabel, ObjectName } from "../ids";

/** `argocd.sync`: Argo CD synchronises an Application once, to `revision` or to where it points, and the Application is synced and healthy. With `prune` it deletes what Git has no more. */
export const ArgocdSync = z.strictObject({
  cluster: DnsLabel,
  namespace: ObjectName.default("argocd"),
  name: ObjectName,
  revision: z.string().min(1).max(255).nullable().default(null),
  prune: z.boolean().default(false),
});
export type ArgocdSync = z.infer<typeof ArgocdSync>;
