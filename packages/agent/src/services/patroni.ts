import type { PatroniMemberFacts } from "@holdfast/contracts/queries/patroni-read";
import { z } from "zod";
import { callService, type ServiceContext, ServiceTrouble } from "./call-service";

/** What is read of `GET /cluster`. Patroni gives the lag as a number, or in words where it knows none. */
const Cluster = z.object({
  members: z.array(z.object({ name: z.string(), role: z.string(), state: z.string(), lag: z.union([z.number(), z.string()]).optional() })),
});

const LEADERS = ["leader", "standby_leader", "master", "primary"];

/** Whether Patroni calls a member its leader; the word differs between its releases. */
export const leads = ({ role }: Pick<PatroniMemberFacts, "role">): boolean => LEADERS.includes(role);

/** Whether PostgreSQL runs there; a replica that follows well is `streaming` in the newer releases. */
export const isUp = ({ state }: Pick<PatroniMemberFacts, "state">): boolean => state === "running" || state === "streaming";

/** The members of a Patroni cluster as it tells of them, which it does to everybody. */
export async function patroniMembers(ctx: ServiceContext, service: string): Promise<PatroniMemberFacts[]> {
  const { status, json } = await callService(ctx, { kind: "patroni", name: service, method: "GET", path: "/cluster" });
  const parsed = Cluster.safeParse(json);
  if (status !== 200 || !parsed.success)
    throw new ServiceTrouble(`${service} answered GET /cluster with ${status}, and not as Patroni does.`);
  return parsed.data.members
    .slice(0, 100)
    .map(({ lag, ...member }) => ({ ...member, lagBytes: leads(member) ? 0 : typeof lag === "number" ? lag : null }));
}
