import { Fault } from "@holdfast/contracts/fault";
import type { FollowLogs } from "@holdfast/contracts/logs";
import { worded } from "@holdfast/contracts/worded";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";

/** Passes while the caller may read logs on every cluster of a stream that was opened; throws `Forbidden` from then on. */
export async function mayStillRead(ctx: ServiceContext, { targets }: Pick<FollowLogs, "targets">): Promise<void> {
  const readable = new Set<string>((await visibleClusters(ctx, "logs:read")).map(({ id }) => id));
  if (!targets.every(({ clusterId }) => readable.has(clusterId))) throw new Fault("Forbidden", worded("AccessEnded"));
}
