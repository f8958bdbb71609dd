import type { RamenStatus } from "@holdfast/contracts/ramen-status";
import { type Condition, condition, type KubeObject } from "@holdfast/domain/health/kube-object";

/** Ramen's DRPlacementControl. */
export const DR_PLACEMENT_CONTROL = {
  ...{ group: "ramendr.openshift.io", plural: "drplacementcontrols", kind: "DRPlacementControl" },
  versions: ["v1alpha1"],
} as const;

const RUNS_ON = "drplacementcontrol.ramendr.openshift.io/last-app-deployment-cluster";

interface PlacementControl extends KubeObject {
  readonly status?: {
    readonly phase?: string;
    readonly progression?: string;
    readonly conditions?: readonly Condition[];
    readonly lastGroupSyncTime?: string;
  };
}

/** What Ramen says of a DRPlacementControl. */
export function ramenStatus({ metadata, status }: PlacementControl): RamenStatus {
  const is = (type: string) => condition(status?.conditions, type)?.status ?? "";
  return {
    phase: status?.phase ?? "",
    progression: status?.progression ?? "",
    runsOn: metadata?.annotations?.[RUNS_ON] ?? "",
    available: is("Available"),
    peerReady: is("PeerReady"),
    protected: is("Protected"),
    lastSyncAt: status?.lastGroupSyncTime ?? null,
  };
}
