import type { PinnedChild } from "@holdfast/contracts/child-run";
import type { RunKind } from "@holdfast/contracts/failover";
import { Fault } from "@holdfast/contracts/fault";
import type { Gate } from "@holdfast/contracts/gate";
import type { PlanSpec } from "@holdfast/contracts/plan";
import { worded } from "@holdfast/contracts/worded";
import type { WorkflowName } from "@holdfast/contracts/workflow";
import { met, refused } from "@holdfast/domain/gates/gate";
import type { ClusterRow } from "../access/cluster-row";
import type { ServiceContext } from "../context/service-context";
import { askedChildren, type Tx } from "./asked-children";
import { clustersById } from "./failover-target";

interface Asked {
  readonly spec: PlanSpec;
  readonly workflow: WorkflowName;
  readonly kind: RunKind;
  /** The clusters of the plan itself. */
  readonly own: readonly ClusterRow[];
}

/** What is pinned, as the run's row keeps it and as the trail says it. */
interface KeptChildren {
  readonly pinned: readonly PinnedChild[];
  readonly columns: { readonly children?: PinnedChild[]; readonly childClusterIds: string[] };
  readonly said: { readonly children?: PinnedChild[] };
}

const besides = (own: readonly ClusterRow[], ids: readonly string[]): string[] => ids.filter((id) => !own.some((each) => each.id === id));

/** Whoever asks for a run asks for those that its steps make: all their clusters, and why one of them can't be run. A rehearsal makes none. */
export async function reachedClusters(
  ctx: ServiceContext,
  { spec, workflow, kind, own }: Asked,
): Promise<{ readonly clusters: readonly ClusterRow[]; readonly refusal: Gate }> {
  const { clusterIds, problems } = await askedChildren(ctx, ctx.db.prisma, spec, workflow);
  const [problem] = kind === "rehearsal" ? [] : problems;
  const clusters = [...own, ...(await clustersById(ctx, besides(own, clusterIds)))];
  return { clusters, refusal: problem ? refused("GateRefused", problem) : met };
}

/**
 * What is pinned of them with a request, in its transaction, and their clusters beside its own. Throws when one of them can't be run, and
 * when one acts by now on a cluster for which the rights were not asked.
 */
export async function pinChildren(
  ctx: ServiceContext,
  tx: Tx,
  { spec, workflow, kind, own, allowed }: Asked & { readonly allowed: readonly ClusterRow[] },
): Promise<KeptChildren> {
  const { pinned, problems, clusterIds } = await askedChildren(ctx, tx, spec, workflow);
  const isRehearsal = kind === "rehearsal";
  const [problem] = isRehearsal ? [] : problems;
  if (problem) throw new Fault("GateRefused", problem);
  if (besides(allowed, clusterIds).length > 0) throw new Fault("GateRefused", worded("ChildrenMoved"));
  const childClusterIds = besides(own, clusterIds);
  if (isRehearsal || pinned.length === 0) return { pinned: [], columns: { childClusterIds }, said: {} };
  const children = pinned.map((child) => ({ ...child }));
  return { pinned, columns: { children, childClusterIds }, said: { children } };
}
