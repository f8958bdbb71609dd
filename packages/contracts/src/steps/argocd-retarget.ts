import { z } from "zod";
import { DnsLabel, ObjectName } from "../ids";

/** `argocd.retarget`: an Argo CD Application goes to another cluster (`server` or `destination`, its name in Argo CD), and Argo CD has compared it with that one. */
export const ArgocdRetarget = z
  .strictObject({
    cluster: DnsLabel,
    namespace: ObjectName.default("argocd"),
    name: ObjectName,
    server: z
      .url({ protocol: /^https?$/, message: "must be an http or https URL" })
      .max(2048)
      .nullable()
      .default(null),
    destination: z.string().min(1).max(253).nullable().default(null),
    targetNamespace: DnsLabel.nullable().default(null),
  })
  .refine((p) => (p.server === null) !== (p.destination === null), {
    path: ["server"],
    message: "exactly one of server and destination must be given",
  });
export type ArgocdRetarget = z.infer<typeof ArgocdRetarget>;
