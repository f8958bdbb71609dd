import { MirrorStates } from "../commands/mirrormaker-set-state";
import { readsFields } from "../declared-fields";
import { MirrorStatus } from "../mirror-status";

/** What the connectors of a KafkaMirrorMaker2 are to do, and what they do. */
export const mirrorMakerReadState = readsFields("mirrormaker.read-state", MirrorStates, MirrorStatus);
