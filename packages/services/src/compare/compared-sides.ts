import { Fault } from "@holdfast/contracts/fault";
import type { ClusterRow } from "../access/cluster-row";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { autoscaledWorkloads } from "./autoscaled-workloads";
import { type RuleInForce, rulesInForce } from "./rules-in-force";

/** Two clusters that are compared, and what decides about their differences. */
export interface Sides {
  readonly left: ClusterRow;
  readonly right: ClusterRow;
  /** The workloads whose replicas are an autoscaler's. */
  readonly autoscaled: ReadonlySet<string>;
  readonly rules: readonly RuleInForce[];
}

/** The two clusters of a question. Throws `NotFound` for one that the caller does not see. */
export async function comparedSides(ctx: ServiceContext, input: { readonly left: string; readonly right: string }): Promise<Sides> {
  const visible = await visibleClusters(ctx, "inventory:read");
  const [left, right] = [input.left, input.right].map((id) => visible.find((cluster) => cluster.id === id));
  if (!left || !right) throw new Fault("NotFound", `${left ? "right" : "left"}: there is no such cluster, or you may not see it.`);
  const [autoscaled, rules] = await Promise.all([autoscaledWorkloads(ctx, [left.id, right.id]), rulesInForce(ctx, left, right)]);
  return { left, right, autoscaled, rules };
}
