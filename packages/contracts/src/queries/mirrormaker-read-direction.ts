import { MirrorDirection } from "../commands/mirrormaker-reverse";
import { readsFields } from "../declared-fields";
import { MirrorStatus } from "../mirror-status";

/** From where to where a KafkaMirrorMaker2 mirrors, and what its connectors do. */
export const mirrorMakerReadDirection = readsFields("mirrormaker.read-direction", MirrorDirection, MirrorStatus);
