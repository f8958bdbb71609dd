import { z } from "zod";
import { agentContract } from "../command";
import { DnsLabel } from "../ids";

/** One member as Patroni tells of it. `lagBytes` is null where it does not know. */
export const PatroniMemberFacts = z.object({ name: z.string(), role: z.string(), state: z.string(), lagBytes: z.number().nullable() });
export type PatroniMemberFacts = z.infer<typeof PatroniMemberFacts>;

/** The members of a Patroni cluster, by a service that the agent's owner named. `trouble` says why there are none to be told of. */
export const patroniRead = agentContract(
  "patroni.read",
  z.strictObject({ service: DnsLabel }),
  z.object({ isConfigured: z.boolean(), trouble: z.string().nullable(), members: z.array(PatroniMemberFacts).max(100) }),
);
