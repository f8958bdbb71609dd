import { z } from "zod";
import { DnsLabel, ObjectName } from "../ids";

/** `zalando.promote`: a PostgreSQL cluster of Zalando's operator follows no other any more and takes the writes. Of `source`, which it follows, no pod may take writes; unseen it may be only when `acceptDataLoss` says so. */
export const ZalandoPromote = z.strictObject({
  cluster: DnsLabel,
  namespace: ObjectName,
  name: ObjectName,
  source: z.strictObject({ cluster: DnsLabel, namespace: ObjectName, name: ObjectName }),
  acceptDataLoss: z.boolean().default(false),
});
export type ZalandoPromote = z.infer<typeof ZalandoPromote>;
