import { z } from "zod";
import { DnsLabel } from "../ids";

/** `vault.promote-dr`: a Vault that is a secondary of disaster recovery becomes the primary, by a DR operation token that is mounted for the agent and is never shown. Refused while it still hears its primary, which a step before has to demote. No way back but to demote it and name it another primary. */
export const VaultPromoteDr = z.strictObject({
  cluster: DnsLabel.describe("the site whose agent knows the service"),
  service: DnsLabel.describe("the name that the agent's owner gave it (--vault NAME=URL)"),
});
export type VaultPromoteDr = z.infer<typeof VaultPromoteDr>;
