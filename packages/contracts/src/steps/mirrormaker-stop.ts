import { z } from "zod";
import { DnsLabel, ObjectName } from "../ids";

/** `mirrormaker.stop`: the connectors of a Strimzi KafkaMirrorMaker2 are stopped or, to go on sooner, paused: those of the mirrors from `source`, or all. Undone, they do what they did. */
export const MirrorMakerStop = z.strictObject({
  cluster: DnsLabel,
  namespace: ObjectName,
  name: ObjectName,
  source: z.string().min(1).max(253).nullable().default(null),
  state: z.enum(["stopped", "paused"]).default("stopped"),
});
export type MirrorMakerStop = z.infer<typeof MirrorMakerStop>;
