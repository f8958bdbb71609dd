import type { Condition, KubeObject } from "@holdfast/domain/health/kube-object";
import { type Fact, facts, intOrText, number, text, yes } from "../facts";
import { conditionFacts } from "./conditions";
import { imagesOf } from "./containers";
import { gitOpsOwner } from "./git-ops";
import { type PodTemplate, templateFacts } from "./pod-template";
import type { Projection } from "./projection";
import { type LabelSelector, selectorFacts } from "./selector";

interface Strategy {
  readonly type?: string;
  readonly rollingUpdate?: { readonly maxSurge?: string | number; readonly maxUnavailable?: string | number; readonly partition?: number };
}
interface Workload extends KubeObject {
  readonly spec?: {
    readonly replicas?: number;
    readonly paused?: boolean;
    readonly selector?: LabelSelector;
    readonly strategy?: Strategy;
    readonly updateStrategy?: Strategy;
    readonly serviceName?: string;
    readonly template?: PodTemplate;
  };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly readyReplicas?: number;
    readonly updatedReplicas?: number;
    readonly availableReplicas?: number;
    readonly desiredNumberScheduled?: number;
    readonly numberReady?: number;
    readonly updatedNumberScheduled?: number;
    readonly numberAvailable?: number;
    readonly conditions?: readonly Condition[];
  };
}

const strategyFacts = (strategy: Strategy | undefined): Fact =>
  facts({
    type: text(strategy?.type, 32),
    maxSurge: intOrText(strategy?.rollingUpdate?.maxSurge),
    maxUnavailable: intOrText(strategy?.rollingUpdate?.maxUnavailable),
    partition: number(strategy?.rollingUpdate?.partition),
  });

const REVISION = "deployment.kubernetes.io/revision";

function workload(
  object: Workload,
  counts: { desired: number; ready: number; updated?: number | undefined; available?: number | undefined },
): Projection {
  const { spec, status } = object;
  const template = spec?.template;
  return {
    ready: counts.ready,
    desired: counts.desired,
    images: imagesOf(template?.spec?.containers, template?.spec?.initContainers),
    facts: facts({
      replicas: number(status?.replicas),
      updated: counts.updated,
      available: counts.available,
      generation: number(object.metadata?.generation),
      observedGeneration: number(status?.observedGeneration),
      isPaused: yes(spec?.paused),
      revision: text(object.metadata?.annotations?.[REVISION], 16),
      strategy: strategyFacts(spec?.strategy ?? spec?.updateStrategy),
      selector: selectorFacts(spec?.selector),
      serviceName: text(spec?.serviceName, 253),
      template: templateFacts(template),
      conditions: conditionFacts(status?.conditions),
      gitOps: gitOpsOwner(object) ?? undefined,
    }),
  };
}

/** A Deployment or StatefulSet: replicas, strategy, selector and template. */
export const projectReplicated = (object: Workload): Projection =>
  workload(object, {
    desired: object.spec?.replicas ?? 1,
    ready: object.status?.readyReplicas ?? 0,
    updated: object.status?.updatedReplicas ?? 0,
    available: object.status?.availableReplicas ?? 0,
  });

/** A DaemonSet: the same, counted in nodes. */
export const projectDaemonSet = (object: Workload): Projection =>
  workload(object, {
    desired: object.status?.desiredNumberScheduled ?? 0,
    ready: object.status?.numberReady ?? 0,
    updated: object.status?.updatedNumberScheduled ?? 0,
    available: object.status?.numberAvailable ?? 0,
  });

/** A ReplicaSet: one revision. Its template is its Deployment's, so only the images are kept. */
export const projectReplicaSet = (object: Workload): Projection => ({
  desired: object.spec?.replicas ?? 1,
  ready: object.status?.readyReplicas ?? 0,
  images: imagesOf(object.spec?.template?.spec?.containers, object.spec?.template?.spec?.initContainers),
  facts: facts({
    revision: text(object.metadata?.annotations?.[REVISION], 16),
    available: object.status?.availableReplicas ?? 0,
    conditions: conditionFacts(object.status?.conditions),
  }),
});
