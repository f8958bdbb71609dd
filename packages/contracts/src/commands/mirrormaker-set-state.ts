import { z } from "zod";
import { setsFields } from "../declared-fields";
import { ConnectorState } from "../mirror-status";

/** What the connectors of each mirror are to do; null where a mirror has no such connector. */
export const MirrorStates = z.strictObject({
  mirrors: z.array(
    z.strictObject({
      source: z.string().max(253),
      target: z.string().max(253),
      sourceConnector: ConnectorState.nullable(),
      checkpointConnector: ConnectorState.nullable(),
    }),
  ),
});
export type MirrorStates = z.infer<typeof MirrorStates>;

/**
 * Sets the states of the connectors of a Strimzi KafkaMirrorMaker2, if they still are what the sender saw. Refused:
 * `FieldsDrifted`, `NotFound`, `KindAbsent`, `FieldUnknown` where its Strimzi knows no states.
 */
export const mirrorMakerSetState = setsFields("mirrormaker.set-state", MirrorStates);
