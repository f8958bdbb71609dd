import { z } from "zod";
import { PatroniMember } from "../commands/patroni-switchover";
import { DnsLabel } from "../ids";

/** `patroni.switchover`: the leadership of a Patroni cluster goes from one member to another that is well and not too far behind. Undone by switching back. */
export const PatroniSwitchover = z
  .strictObject({
    cluster: DnsLabel.describe("the site whose agent knows the service"),
    service: DnsLabel.describe("the name that the agent's owner gave it (--patroni NAME=URL)"),
    leader: PatroniMember.describe("who leads now"),
    candidate: PatroniMember.describe("who is to lead"),
    maxLagBytes: z
      .number()
      .int()
      .min(0)
      .max(1_099_511_627_776)
      .default(1_048_576)
      .describe("refused while the candidate is further behind"),
  })
  .refine((p) => p.leader !== p.candidate, { path: ["candidate"], message: "must be another member than the leader" });
export type PatroniSwitchover = z.infer<typeof PatroniSwitchover>;
