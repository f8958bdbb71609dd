import type { AllowedTargets } from "../outbound/allowed-targets";
import type { Sealer } from "../pki/sealer";

/** What the verbs of channels need of the process: the sealer of its secrets, and what may be called inside. */
export interface ChannelSettings {
  readonly sealer: Sealer;
  readonly allowed: AllowedTargets;
}
