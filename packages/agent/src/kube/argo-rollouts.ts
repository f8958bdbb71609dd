import type { RolloutStatus } from "@holdfast/contracts/rollout-status";
import type { KubeObject } from "@holdfast/domain/health/kube-object";

/** Argo Rollouts' Rollout. */
export const ROLLOUT = { group: "argoproj.io", plural: "rollouts", kind: "Rollout", versions: ["v1alpha1"] } as const;

interface Rollout extends KubeObject {
  readonly status?: {
    readonly phase?: string;
    readonly message?: string;
    readonly stableRS?: string;
    readonly currentPodHash?: string;
    readonly abort?: boolean;
  };
}

/** What Argo Rollouts says of a Rollout. */
export const rolloutStatus = ({ status }: Rollout): RolloutStatus => ({
  phase: status?.phase ?? "",
  message: status?.message ?? "",
  stable: status?.stableRS ?? "",
  current: status?.currentPodHash ?? "",
  isAborted: status?.abort === true,
});
