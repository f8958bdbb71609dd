import { Fault } from "@holdfast/contracts/fault";
import type { FollowLogs } from "@holdfast/contracts/logs";
import { worded } from "@holdfast/contracts/worded";
import { refuse } from "../access/refuse";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";

/** Passes while the caller may read logs on every cluster of a stream that was opened; throws `Forbidden` from then on, on record. */
export async function mayStillRead(ctx: ServiceContext, { targets }: Pick<FollowLogs, "targets">): Promise<void> {
  const readable = new Set<string>((await visibleClusters(ctx, "logs:read")).map(({ id }) => id));
  const lost = targets.find(({ clusterId }) => !readable.has(clusterId));
  if (!lost) return;
  const target = { kind: "cluster", id: lost.clusterId, name: lost.clusterId, clusterId: lost.clusterId };
  const decision = { effect: "deny" as const, policies: [], permission: "logs:read" };
  await refuse(ctx, { action: "logs.follow", target }, new Fault("Forbidden", worded("AccessEnded")), decision);
}
