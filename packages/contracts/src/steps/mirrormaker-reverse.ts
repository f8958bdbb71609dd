import { z } from "zod";
import { DnsLabel, ObjectName } from "../ids";

/** `mirrormaker.reverse`: a Strimzi KafkaMirrorMaker2 with one mirror, stopped before, mirrors from `source` to where it came from, and its connectors run. Undone, it is stopped and the way it was. */
export const MirrorMakerReverse = z.strictObject({
  cluster: DnsLabel,
  namespace: ObjectName,
  name: ObjectName,
  source: z.string().min(1).max(253),
});
export type MirrorMakerReverse = z.infer<typeof MirrorMakerReverse>;
