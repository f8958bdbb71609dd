import { z } from "zod";
import { setsFields } from "../declared-fields";
import { ConnectorState } from "../mirror-status";

/** From where to where a KafkaMirrorMaker2 mirrors, and what all its connectors are to do; null where that is not one thing. */
export const MirrorDirection = z.strictObject({
  source: z.string().max(253).nullable(),
  target: z.string().max(253).nullable(),
  state: ConnectorState.nullable(),
});
export type MirrorDirection = z.infer<typeof MirrorDirection>;

/**
 * Has a Strimzi KafkaMirrorMaker2 with one mirror mirror the other way round, if it still is as the sender saw it. The connections
 * are changed over by the agent and never leave the cluster. Refused: `FieldsDrifted`, `NotFound`, `KindAbsent`, `NotReversible`.
 */
export const mirrorMakerReverse = setsFields("mirrormaker.reverse", MirrorDirection);
