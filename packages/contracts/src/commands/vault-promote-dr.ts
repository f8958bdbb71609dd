import { z } from "zod";
import { agentContract } from "../command";
import { DnsLabel } from "../ids";

/**
 * Promotes a Vault that is a secondary of disaster recovery, by a service that the agent's owner named, with the DR operation token that
 * is mounted for it and never leaves the cluster. Primary already is success. Refused: `NotConfigured`, `CredentialUnreadable`,
 * `NotSecondary`, and `PromotionRefused` with what Vault said.
 */
export const vaultPromoteDr = agentContract(
  "vault.promote-dr",
  z.strictObject({ service: DnsLabel }),
  z.object({ hasChanged: z.boolean() }),
);
