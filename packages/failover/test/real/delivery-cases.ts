import type { JsonObject } from "@holdfast/contracts/json";
import { vendorCrd } from "@holdfast/testkit/vendor-crds/vendor-crd";
import { custom, type OperatedCase, type RealObject } from "./operated-case";

const template = (restartPolicy = "Always") => ({
  metadata: { labels: { app: "core" } },
  spec: { restartPolicy, containers: [{ name: "app", image: "bank.example/core:1" }] },
});
const selector = { matchLabels: { app: "core" } };

/** Argo CD's Application. Its definition has no status subresource. */
const applications = {
  path: custom("argoproj.io", "v1alpha1", "applications"),
  definitions: [vendorCrd("applications.argoproj.io")],
  hasPlainStatus: true,
  object: {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    spec: {
      ...{ project: "bank", source: { repoURL: "https://git.example/core" } },
      destination: { server: "https://prod.example", namespace: "bank" },
      syncPolicy: { automated: { prune: true, selfHeal: true } },
    },
  },
} as const;
const comparedTo = (spec: JsonObject): JsonObject => ({
  ...{ source: { repoURL: "https://git.example/core" }, destination: spec.destination ?? {} },
});
const synced = ({ spec }: RealObject, operationState: JsonObject): JsonObject => ({
  ...{ sync: { status: "Synced", comparedTo: comparedTo(spec) }, health: { status: "Healthy" } },
  operationState: { startedAt: "2026-11-22T00:00:00Z", ...operationState },
});

/** Argo Rollouts' Rollout in the midst of an update. Its controller counts generations in words. */
const rollouts = {
  path: custom("argoproj.io", "v1alpha1", "rollouts"),
  definitions: [vendorCrd("rollouts.argoproj.io")],
  object: {
    ...{ apiVersion: "argoproj.io/v1alpha1", kind: "Rollout" },
    spec: { replicas: 3, selector, strategy: { canary: {} }, template: template() },
  },
} as const;
const updating = ({ metadata }: RealObject, phase: string, current = "new"): JsonObject => ({
  ...{ phase, stableRS: "old", currentPodHash: current, observedGeneration: String(metadata.generation) },
});
const at = (object: RealObject, ...path: string[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], object);

/** The steps that change what delivers or runs a workload. */
export const deliveryCases: readonly OperatedCase[] = [
  {
    ...{ use: "workload.scale", with: { replicas: 4 }, path: custom("apps", "v1", "deployments"), definitions: [] },
    object: { apiVersion: "apps/v1", kind: "Deployment", spec: { replicas: 1, selector, template: template() } },
    operate: ({ metadata, spec }) => {
      const replicas = Number(spec.replicas);
      const counts = { replicas, updatedReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas };
      return { status: { observedGeneration: metadata.generation, ...counts } };
    },
    ...{ read: (object) => at(object, "spec", "replicas"), before: 1, after: 4, strange: { spec: { replicas: 2 } } },
  },
  {
    ...{ use: "hpa.set-bounds", with: { minReplicas: 4, maxReplicas: 9 }, definitions: [] },
    path: custom("autoscaling", "v2", "horizontalpodautoscalers"),
    object: {
      ...{ apiVersion: "autoscaling/v2", kind: "HorizontalPodAutoscaler" },
      spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "StatefulSet", name: "autoscaled" }, minReplicas: 2, maxReplicas: 5 },
    },
    beside: {
      path: custom("apps", "v1", "statefulsets"),
      object: {
        ...{ apiVersion: "apps/v1", kind: "StatefulSet", metadata: { name: "autoscaled" } },
        spec: { replicas: 2, serviceName: "core", selector, template: template() },
      },
    },
    operate: ({ metadata, spec }) => ({
      status: {
        ...{ observedGeneration: metadata.generation, desiredReplicas: 2, conditions: [], currentMetrics: null },
        currentReplicas: spec.minReplicas ?? 0,
      },
    }),
    read: (object) => [at(object, "spec", "minReplicas"), at(object, "spec", "maxReplicas")],
    ...{ before: [2, 5], after: [4, 9], strange: { spec: { minReplicas: 3 } } },
  },
  {
    ...{ use: "cronjob.suspend", with: {}, path: custom("batch", "v1", "cronjobs"), definitions: [] },
    object: {
      apiVersion: "batch/v1",
      kind: "CronJob",
      spec: { schedule: "0 3 1 1 *", jobTemplate: { spec: { template: template("Never") } } },
    },
    ...{ read: (object) => at(object, "spec", "suspend"), before: false, after: true },
  },
  {
    ...{ use: "argocd.pause", with: {}, ...applications },
    operate: (object) => ({ status: synced(object, { phase: "Succeeded", operation: {} }) }),
    read: (object) => at(object, "spec", "syncPolicy", "automated"),
    ...{ before: { prune: true, selfHeal: true }, after: undefined },
    strange: { spec: { syncPolicy: { automated: { prune: false } } } },
  },
  {
    ...{ use: "argocd.retarget", with: { server: "https://dr.example" }, ...applications },
    operate: (object) => ({ status: synced(object, { phase: "Succeeded", operation: {} }) }),
    read: (object) => at(object, "spec", "destination"),
    ...{ before: { server: "https://prod.example", namespace: "bank" }, after: { server: "https://dr.example", namespace: "bank" } },
    strange: { spec: { destination: { namespace: "other" } } },
  },
  {
    ...{ use: "rollout.pause", with: {}, ...rollouts },
    operate: (object) => ({ status: updating(object, at(object, "spec", "paused") === true ? "Paused" : "Progressing") }),
    ...{ read: (object) => at(object, "spec", "paused") ?? false, before: false, after: true },
  },
  {
    ...{ use: "rollout.abort", with: {}, ...rollouts },
    operate: (object) => ({ status: updating(object, at(object, "status", "abort") === true ? "Degraded" : "Progressing") }),
    ...{ read: (object) => at(object, "status", "abort") ?? false, before: false, after: true },
  },
  {
    ...{ use: "rollout.promote", with: {}, ...rollouts, isIrreversible: true },
    operate: (object) => {
      const isDone = at(object, "status", "promoteFull") === true || at(object, "status", "stableRS") === "new";
      return { status: isDone ? { ...updating(object, "Healthy"), stableRS: "new", promoteFull: null } : updating(object, "Paused") };
    },
    ...{ read: (object) => at(object, "status", "stableRS"), before: "old", after: "new" },
  },
  {
    ...{ use: "argocd.sync", with: {}, ...applications, isIrreversible: true },
    operate: (object) => {
      const operation = at(object, "operation") as JsonObject | undefined;
      const done = (at(object, "status", "operationState", "operation") ?? {}) as JsonObject;
      const state = synced(object, { phase: "Succeeded", operation: operation ?? done });
      return { status: state, ...(operation ? { takes: ["operation"] } : {}) };
    },
    read: (object) => at(object, "status", "operationState", "operation", "initiatedBy", "username"),
    ...{ before: undefined, after: "holdfast" },
  },
];
