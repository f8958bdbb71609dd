import { z } from "zod";
import { DnsLabel, ObjectName } from "../ids";

/** `postgres.promote`: a CloudNativePG Cluster takes the writes, with the demotion token of `source` as proof that nothing is lost; without that token only when `acceptDataLoss` says so. */
export const PostgresPromote = z
  .strictObject({
    cluster: DnsLabel,
    namespace: ObjectName,
    name: ObjectName,
    source: z.strictObject({ cluster: DnsLabel, namespace: ObjectName, name: ObjectName }),
    acceptDataLoss: z.boolean().default(false),
  })
  .refine((p) => p.source.cluster !== p.cluster, { path: ["source", "cluster"], message: "must be the other site" });
export type PostgresPromote = z.infer<typeof PostgresPromote>;
