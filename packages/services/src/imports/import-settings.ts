import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";

/** How this installation takes kubeconfigs. */
export interface ImportSettings {
  /** The hubs' public key; null while no hub of this release has run. */
  readonly sealingKeyPem: string | null;
  /** Whether an API server may be on the hub's own machine. */
  readonly isLoopbackAllowed: boolean;
}

/** What a sealed credential is about: it opens for this cluster only. */
export const sealedFor = (clusterId: string): string => `cluster-credential ${clusterId}`;

/** The key to seal with, or `Unavailable` with the remedy. */
export function requireSealingKey({ sealingKeyPem }: ImportSettings): string {
  if (!sealingKeyPem) throw new Fault("Unavailable", worded("ImportsOff"), { retry: "later" });
  return sealingKeyPem;
}
