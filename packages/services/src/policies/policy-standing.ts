import { ClusterId } from "@holdfast/contracts/ids";
import { DeploymentState, type PolicyView } from "@holdfast/contracts/policy";
import type { Cluster, PolicyDeployment, RolloutTarget } from "@holdfast/db/generated/prisma/client";
import { phraseOfRow } from "@holdfast/db/stored-phrase";

/** The rollouts that wait for a cluster that is away, as long as nobody has halted or declined them. */
export const AWAITING_RETURN = { state: "awaitingReturn", rollout: { phase: { in: ["Running", "AwaitingApproval", "Succeeded"] } } };

/** What is known of one cluster and a policy. */
interface Known {
  readonly id: string;
  readonly deployments: readonly PolicyDeployment[];
  readonly waiting: readonly RolloutTarget[];
  readonly isPlaced: boolean;
  readonly named: Pick<Cluster, "name" | "environment"> | undefined;
}

/** How one cluster stands towards the policy: what was read back from it, or that it is awaited. */
export function standing({ id, deployments, waiting, isPlaced, named }: Known): PolicyView["clusters"][number] {
  const deployment = deployments.find((each) => each.clusterId === id);
  const awaited = waiting.find((each) => each.clusterId === id);
  const unheard = isPlaced ? "pending" : "notPlaced";
  return {
    clusterId: ClusterId.parse(id),
    clusterName: named?.name ?? "",
    environment: named?.environment ?? "test",
    isPlaced,
    version: deployment?.version ?? null,
    state: awaited ? "awaitingReturn" : deployment ? DeploymentState.parse(deployment.state) : unheard,
    message: (awaited ?? deployment)?.message ?? "",
    phrase: phraseOfRow((awaited ?? deployment)?.phrase),
    observedAt: deployment?.observedAt ?? null,
  };
}
