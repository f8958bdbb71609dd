import { z } from "zod";
import { DnsLabel, ObjectName } from "../ids";

/** `argocd.pause`: Argo CD does not synchronise an Application by itself any more, and no synchronisation is under way; undone, it is automated as before. */
export const ArgocdPause = z.strictObject({ cluster: DnsLabel, namespace: ObjectName.default("argocd"), name: ObjectName });
export type ArgocdPause = z.infer<typeof ArgocdPause>;
