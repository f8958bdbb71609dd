import type { KubeObject } from "../cluster-store";
import type { Condition, LabelSelector, PodTemplate } from "./pod";

/** A count or a share, such as `1` or `25%`. */
export type IntOrPercent = number | string;

/** How far a Deployment is; counts of zero are left out. */
export interface DeploymentStatus {
  readonly observedGeneration?: number;
  readonly replicas?: number;
  readonly updatedReplicas?: number;
  readonly readyReplicas?: number;
  readonly availableReplicas?: number;
  readonly unavailableReplicas?: number;
  readonly terminatingReplicas?: number;
  readonly conditions?: readonly Condition[];
}

/** A stored Deployment; writes are checked and completed, so what has a default is there. */
export interface Deployment extends KubeObject {
  readonly spec: {
    readonly replicas: number;
    readonly selector: LabelSelector;
    readonly template: PodTemplate;
    readonly strategy: {
      readonly type: "RollingUpdate" | "Recreate";
      readonly rollingUpdate?: { readonly maxSurge: IntOrPercent; readonly maxUnavailable: IntOrPercent };
    };
    readonly minReadySeconds?: number;
    readonly revisionHistoryLimit: number;
    readonly progressDeadlineSeconds: number;
    readonly paused?: boolean;
  };
  readonly status?: DeploymentStatus;
}

/** A stored ReplicaSet. */
export interface ReplicaSet extends KubeObject {
  readonly spec: {
    readonly replicas: number;
    readonly selector: LabelSelector;
    readonly template: PodTemplate;
    readonly minReadySeconds?: number;
  };
  readonly status?: {
    readonly replicas?: number;
    readonly fullyLabeledReplicas?: number;
    readonly readyReplicas?: number;
    readonly availableReplicas?: number;
    readonly terminatingReplicas?: number;
    readonly observedGeneration?: number;
    readonly conditions?: readonly Condition[];
  };
}

/** A template of the claims that each pod of a StatefulSet gets. */
export interface ClaimTemplate {
  readonly metadata: {
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: Readonly<Record<string, unknown>>;
}

/** A stored StatefulSet. */
export interface StatefulSet extends KubeObject {
  readonly spec: {
    readonly replicas: number;
    readonly selector: LabelSelector;
    readonly template: PodTemplate;
    readonly serviceName?: string;
    readonly podManagementPolicy: "OrderedReady" | "Parallel";
    readonly updateStrategy: { readonly type: "RollingUpdate" | "OnDelete"; readonly rollingUpdate?: { readonly partition?: number } };
    readonly volumeClaimTemplates?: readonly ClaimTemplate[];
    readonly minReadySeconds?: number;
  };
  readonly status?: { readonly currentRevision?: string; readonly updateRevision?: string; readonly [field: string]: unknown };
}

/** A stored DaemonSet. */
export interface DaemonSet extends KubeObject {
  readonly spec: {
    readonly selector: LabelSelector;
    readonly template: PodTemplate;
    readonly updateStrategy: {
      readonly type: "RollingUpdate" | "OnDelete";
      readonly rollingUpdate?: { readonly maxUnavailable?: IntOrPercent };
    };
  };
  readonly status?: Readonly<Record<string, unknown>>;
}

/** A stored Job. */
export interface Job extends KubeObject {
  readonly spec: {
    readonly parallelism: number;
    readonly completions?: number;
    readonly backoffLimit: number;
    readonly suspend: boolean;
    readonly activeDeadlineSeconds?: number;
    readonly ttlSecondsAfterFinished?: number;
    readonly template: PodTemplate;
  };
  readonly status?: {
    readonly active?: number;
    readonly succeeded?: number;
    readonly failed?: number;
    readonly startTime?: string;
    readonly completionTime?: string;
    readonly conditions?: readonly Condition[];
  };
}

/** A stored CronJob. */
export interface CronJob extends KubeObject {
  readonly spec: {
    readonly schedule: string;
    readonly suspend: boolean;
    readonly concurrencyPolicy: "Allow" | "Forbid" | "Replace";
    readonly successfulJobsHistoryLimit: number;
    readonly failedJobsHistoryLimit: number;
    readonly jobTemplate: {
      readonly metadata?: { readonly labels?: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> };
      readonly spec: Readonly<Record<string, unknown>>;
    };
  };
  readonly status?: { readonly lastScheduleTime?: string; readonly lastSuccessfulTime?: string; readonly active?: readonly object[] };
}
