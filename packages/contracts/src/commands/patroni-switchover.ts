import { z } from "zod";
import { agentContract } from "../command";
import { DnsLabel } from "../ids";

/** The name of a member of a Patroni cluster. */
export const PatroniMember = z
  .string()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/, "must be the name of a member, as Patroni lists it");

/**
 * Has Patroni hand its leadership over to another member, by a service that the agent's owner named; its credential never leaves the
 * cluster. The candidate leads already: success. Refused: `NotConfigured`, `LeaderDrifted`, `CandidateAbsent`, `CandidateUnfit`, and
 * `SwitchoverRefused` with what Patroni said.
 */
export const patroniSwitchover = agentContract(
  "patroni.switchover",
  z.strictObject({ service: DnsLabel, leader: PatroniMember, candidate: PatroniMember }),
  z.object({ hasChanged: z.boolean() }),
);
