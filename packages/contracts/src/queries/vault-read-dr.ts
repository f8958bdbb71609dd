import { z } from "zod";
import { agentContract } from "../command";
import { DnsLabel } from "../ids";

/** How a Vault stands in its replication for disaster recovery. `connectedPrimaries`: those that it still hears. */
export const VaultDr = z.object({ mode: z.string(), state: z.string(), connectedPrimaries: z.number().int() });
export type VaultDr = z.infer<typeof VaultDr>;

/** `sys/replication/dr/status` of a Vault that the agent's owner named. `trouble` says why there is nothing to be told of. */
export const vaultReadDr = agentContract(
  "vault.read-dr",
  z.strictObject({ service: DnsLabel }),
  z.object({ isConfigured: z.boolean(), trouble: z.string().nullable(), hasCredential: z.boolean(), status: VaultDr.nullable() }),
);
