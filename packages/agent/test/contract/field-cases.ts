import { argocdPause } from "@holdfast/contracts/commands/argocd-pause";
import { argocdRetarget } from "@holdfast/contracts/commands/argocd-retarget";
import { argocdSync } from "@holdfast/contracts/commands/argocd-sync";
import { cronJobSuspend } from "@holdfast/contracts/commands/cronjob-suspend";
import { hpaSetBounds } from "@holdfast/contracts/commands/hpa-set-bounds";
import { istioSetLocalityFailover } from "@holdfast/contracts/commands/istio-set-locality-failover";
import { postgresSetPrimary } from "@holdfast/contracts/commands/postgres-set-primary";
import { rolloutAbort } from "@holdfast/contracts/commands/rollout-abort";
import { rolloutPause } from "@holdfast/contracts/commands/rollout-pause";
import { rolloutPromote } from "@holdfast/contracts/commands/rollout-promote";
import { argocdReadDestination } from "@holdfast/contracts/queries/argocd-read-destination";
import { argocdReadPause } from "@holdfast/contracts/queries/argocd-read-pause";
import { argocdReadSync } from "@holdfast/contracts/queries/argocd-read-sync";
import { cronJobReadSuspend } from "@holdfast/contracts/queries/cronjob-read-suspend";
import { hpaReadBounds } from "@holdfast/contracts/queries/hpa-read-bounds";
import { istioReadLocality } from "@holdfast/contracts/queries/istio-read-locality";
import { postgresReadRole } from "@holdfast/contracts/queries/postgres-read-role";
import { rolloutReadAbort } from "@holdfast/contracts/queries/rollout-read-abort";
import { rolloutReadPause } from "@holdfast/contracts/queries/rollout-read-pause";
import { rolloutReadPromote } from "@holdfast/contracts/queries/rollout-read-promote";
import { vendorCrd } from "@holdfast/testkit/vendor-crds/vendor-crd";
import { custom, type FieldCase } from "./field-case";
import { operatorCases } from "./operator-cases";

const template = {
  metadata: { labels: { app: "core" } },
  spec: { restartPolicy: "Never", containers: [{ name: "app", image: "bank.example/core:1" }] },
};

const APPLICATIONS = {
  path: custom("argoproj.io", "v1alpha1", "applications"),
  // Argo CD's own definition has no status subresource either.
  definition: vendorCrd("applications.argoproj.io"),
  object: {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    spec: {
      project: "bank",
      destination: { server: "https://prod.example", namespace: "bank" },
      syncPolicy: { automated: { prune: true, selfHeal: true }, syncOptions: ["CreateNamespace=true"] },
    },
  },
};
const ROLLOUTS = {
  path: custom("argoproj.io", "v1alpha1", "rollouts"),
  definition: vendorCrd("rollouts.argoproj.io"),
  object: { apiVersion: "argoproj.io/v1alpha1", kind: "Rollout", spec: { replicas: 3, paused: false, strategy: { canary: {} } } },
};
const switched = (path: string, after: boolean) => [{ path, before: null, after }];

/** Every command that sets declared fields. A new one joins by its entry. */
export const fieldCases: readonly FieldCase[] = [
  {
    command: hpaSetBounds,
    query: hpaReadBounds,
    path: custom("autoscaling", "v2", "horizontalpodautoscalers"),
    object: { spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "core" }, minReplicas: 2, maxReplicas: 5 } },
    definition: null,
    from: { minReplicas: 2, maxReplicas: 5 },
    to: { minReplicas: 4, maxReplicas: 9 },
    changes: [
      { path: "/spec/minReplicas", before: 2, after: 4 },
      { path: "/spec/maxReplicas", before: 5, after: 9 },
    ],
    strange: { spec: { minReplicas: 3 } },
  },
  {
    command: cronJobSuspend,
    query: cronJobReadSuspend,
    path: custom("batch", "v1", "cronjobs"),
    object: { spec: { schedule: "0 3 1 1 *", jobTemplate: { spec: { template } } } },
    definition: null,
    from: { suspend: false },
    to: { suspend: true },
    changes: [{ path: "/spec/suspend", before: false, after: true }],
    strange: { spec: { suspend: true } },
  },
  {
    ...{ command: argocdPause, query: argocdReadPause, ...APPLICATIONS },
    from: { automated: { prune: true, selfHeal: true } },
    to: { automated: null },
    changes: [{ path: "/spec/syncPolicy/automated", before: { prune: true, selfHeal: true }, after: null }],
    strange: { spec: { syncPolicy: { automated: { prune: false } } } },
  },
  {
    ...{ command: argocdRetarget, query: argocdReadDestination, ...APPLICATIONS },
    from: { server: "https://prod.example", name: null, namespace: "bank" },
    to: { server: null, name: "dr", namespace: "bank" },
    changes: [
      { path: "/spec/destination/server", before: "https://prod.example", after: null },
      { path: "/spec/destination/name", before: null, after: "dr" },
    ],
    strange: { spec: { destination: { namespace: "other" } } },
  },
  {
    ...{ command: argocdSync, query: argocdReadSync, ...APPLICATIONS },
    from: { operation: null },
    to: { operation: { info: [{ name: "holdfast", value: "run" }], sync: { prune: false } } },
    changes: [{ path: "/operation", before: null, after: { info: [{ name: "holdfast", value: "run" }], sync: { prune: false } } }],
    strange: { operation: { sync: { revision: "other" } } },
    isByVersion: true,
  },
  {
    ...{ command: rolloutPause, query: rolloutReadPause, ...ROLLOUTS },
    ...{ from: { paused: false }, to: { paused: true }, strange: { spec: { paused: true } } },
    changes: [{ path: "/spec/paused", before: false, after: true }],
  },
  {
    ...{ command: rolloutAbort, query: rolloutReadAbort, ...ROLLOUTS, isInStatus: true },
    ...{ from: { abort: false }, to: { abort: true }, changes: switched("/status/abort", true), strange: { status: { abort: true } } },
  },
  {
    ...{ command: rolloutPromote, query: rolloutReadPromote, ...ROLLOUTS, isInStatus: true },
    ...{ from: { promoteFull: false }, to: { promoteFull: true }, changes: switched("/status/promoteFull", true) },
    strange: { status: { promoteFull: true } },
  },
  {
    ...{ command: postgresSetPrimary, query: postgresReadRole },
    path: custom("postgresql.cnpg.io", "v1", "clusters"),
    definition: vendorCrd("clusters.postgresql.cnpg.io"),
    object: {
      ...{ apiVersion: "postgresql.cnpg.io/v1", kind: "Cluster" },
      spec: {
        instances: 3,
        replica: { self: "dr", primary: "prod", source: "prod" },
        externalClusters: [{ name: "prod" }, { name: "dr" }],
      },
    },
    from: { primary: "prod", promotionToken: null },
    to: { primary: "dr", promotionToken: "dG9rZW4=" },
    changes: [
      { path: "/spec/replica/primary", before: "prod", after: "dr" },
      { path: "/spec/replica/promotionToken", before: null, after: "dG9rZW4=" },
    ],
    strange: { spec: { replica: { primary: "elsewhere" } } },
  },
  {
    ...{ command: istioSetLocalityFailover, query: istioReadLocality },
    path: custom("networking.istio.io", "v1", "destinationrules"),
    definition: vendorCrd("destinationrules.networking.istio.io"),
    // The maps on the way are there already: those that had to be made would stay on the way back.
    object: {
      ...{ apiVersion: "networking.istio.io/v1", kind: "DestinationRule" },
      spec: { host: "core", trafficPolicy: { loadBalancer: { simple: "LEAST_REQUEST" }, tls: { mode: "ISTIO_MUTUAL" } } },
    },
    from: { localityLbSetting: null, outlierDetection: null },
    to: { localityLbSetting: { enabled: true, failover: [{ from: "a", to: "b" }] }, outlierDetection: { consecutive5xxErrors: 5 } },
    changes: [
      {
        path: "/spec/trafficPolicy/loadBalancer/localityLbSetting",
        before: null,
        after: { enabled: true, failover: [{ from: "a", to: "b" }] },
      },
      { path: "/spec/trafficPolicy/outlierDetection", before: null, after: { consecutive5xxErrors: 5 } },
    ],
    strange: { spec: { trafficPolicy: { outlierDetection: { consecutive5xxErrors: 9 } } } },
  },
  ...operatorCases,
];
