import type { JsonObject } from "@holdfast/contracts/json";
import { vendorCrd } from "@holdfast/testkit/vendor-crds/vendor-crd";
import {
  drPlacementControl,
  kafkaMirrorMaker,
  karmadaBindings,
  karmadaCluster,
  propagationPolicy,
} from "../../../agent/test/contract/operator-definitions";
import { custom, type Operated, type OperatedCase, type RealObject } from "./operated-case";

const is = (type: string, status = "True") => ({ type, status, reason: type, message: "" });
const RUNS_ON = "drplacementcontrol.ramendr.openshift.io/last-app-deployment-cluster";

/** Ramen: what is asked for last has happened. */
function ramen({ metadata, spec }: RealObject): Operated {
  const { action, failoverCluster, preferredCluster, dryRun } = spec;
  const isFailover = action === "Failover";
  const phase = isFailover ? "FailedOver" : action === "Relocate" ? "Relocated" : "Deployed";
  const conditions = [is("Available"), is("PeerReady"), is("Protected")];
  return {
    status: {
      ...{ phase, progression: dryRun === true ? "TestingFailover" : "Completed", conditions },
      ...{ observedGeneration: metadata.generation, lastGroupSyncTime: "2026-11-22T00:00:00Z" },
    },
    annotations: { [RUNS_ON]: String((isFailover ? failoverCluster : preferredCluster) ?? "") },
  };
}
const placement = (spec: JsonObject) => ({
  path: custom("ramendr.openshift.io", "v1alpha1", "drplacementcontrols"),
  definitions: [drPlacementControl],
  isElsewhere: true,
  object: {
    ...{ apiVersion: "ramendr.openshift.io/v1alpha1", kind: "DRPlacementControl" },
    spec: {
      ...{ drPolicyRef: { name: "metro" }, placementRef: { kind: "Placement", name: "core" } },
      ...{ pvcSelector: { matchLabels: { app: "core" } }, ...spec },
    },
  },
  operate: ramen,
  read: ({ spec: live }: RealObject) => [live.action, live.failoverCluster, live.preferredCluster, live.dryRun],
});

const states = (state: string) => ({ sourceConnector: { tasksMax: 2, state }, checkpointConnector: { state } });

/** Strimzi: every connector does what it is to do. */
function strimzi({ metadata, spec }: RealObject): Operated {
  const target = String((spec.target as JsonObject).alias);
  const connectors = (spec.mirrors as JsonObject[]).flatMap((mirror) => {
    const source = String((mirror.source as JsonObject).alias);
    return (["Source", "Checkpoint"] as const).map((which) => {
      const wanted = mirror[`${which.toLowerCase()}Connector`] as JsonObject;
      const state = String(wanted.state).toUpperCase();
      return { name: `${source}->${target}.Mirror${which}Connector`, connector: { state }, tasks: [] };
    });
  });
  return { status: { observedGeneration: metadata.generation, conditions: [is("Ready")], connectors } };
}
const mirrors = (state: string) => ({
  path: custom("kafka.strimzi.io", "v1beta2", "kafkamirrormaker2s"),
  definitions: [kafkaMirrorMaker],
  object: {
    ...{ apiVersion: "kafka.strimzi.io/v1beta2", kind: "KafkaMirrorMaker2" },
    spec: {
      ...{ replicas: 1, target: { alias: "east", bootstrapServers: "east:9092", groupId: "mirror" } },
      mirrors: [{ source: { alias: "west", bootstrapServers: "west:9093" }, ...states(state) }],
    },
  },
  operate: strimzi,
  read: ({ spec }: RealObject) => {
    const [mirror] = spec.mirrors as { source: { alias: string }; sourceConnector: { state: string } }[];
    return [mirror?.source.alias, (spec.target as JsonObject).alias, mirror?.sourceConnector.state];
  },
});

const own = { key: "holdfast.dev/evicted", effect: "NoExecute" };

/** The steps by which data and what is placed with it move. */
export const dataCases: readonly OperatedCase[] = [
  {
    ...{ use: "ramen.failover", with: { to: "dr" }, ...placement({ preferredCluster: "prod" }), isIrreversible: true },
    ...{ before: [undefined, undefined, "prod", undefined], after: ["Failover", "dr", "prod", undefined] },
    strange: { spec: { action: "Relocate" } },
  },
  {
    ...{ use: "ramen.relocate", with: { to: "prod" }, isIrreversible: true },
    ...placement({ action: "Failover", failoverCluster: "dr" }),
    ...{ before: ["Failover", "dr", undefined, undefined], after: ["Relocate", "dr", "prod", undefined] },
    strange: { spec: { failoverCluster: "prod" } },
  },
  {
    ...{ use: "ramen.test", with: { to: "dr" }, ...placement({ preferredCluster: "prod" }) },
    ...{ before: [undefined, undefined, "prod", undefined], after: ["Failover", "dr", "prod", true] },
    strange: { spec: { dryRun: false } },
  },
  {
    ...{ use: "mirrormaker.stop", with: {}, ...mirrors("running") },
    ...{ before: ["west", "east", "running"], after: ["west", "east", "stopped"] },
    strange: { spec: { mirrors: [{ source: { alias: "west", bootstrapServers: "west:9093" }, ...states("paused") }] } },
  },
  {
    ...{ use: "mirrormaker.reverse", with: { source: "east" }, ...mirrors("stopped") },
    ...{ before: ["west", "east", "stopped"], after: ["east", "west", "running"] },
    strange: { spec: { target: { alias: "south" } } },
  },
  {
    ...{ use: "storage.fence", with: {}, isClusterWide: true, definitions: [vendorCrd("networkfences.csiaddons.openshift.io")] },
    path: "/apis/csiaddons.openshift.io/v1alpha1/networkfences",
    object: {
      ...{ apiVersion: "csiaddons.openshift.io/v1alpha1", kind: "NetworkFence" },
      spec: { fenceState: "Unfenced", cidrs: ["10.1.0.0/16"], networkFenceClassName: "rbd" },
    },
    operate: ({ spec }) => ({
      status: { result: "Succeeded", message: `${spec.fenceState === "Fenced" ? "" : "un"}fencing operation successful` },
    }),
    ...{ read: ({ spec }) => spec.fenceState, before: "Unfenced", after: "Fenced" },
  },
  {
    ...{ use: "karmada.evict", with: {}, isClusterWide: true, isElsewhere: true, definitions: [karmadaCluster, ...karmadaBindings] },
    path: "/apis/cluster.karmada.io/v1alpha1/clusters",
    object: { apiVersion: "cluster.karmada.io/v1alpha1", kind: "Cluster", spec: { syncMode: "Push", taints: [] } },
    operate: () => ({ status: { conditions: [is("Ready")] } }),
    read: ({ spec }) => (spec.taints as { key: string; effect: string }[] | undefined)?.map(({ key, effect }) => ({ key, effect })) ?? [],
    ...{ before: [], after: [own] },
  },
  {
    ...{ use: "karmada.set-placement", with: { clusterNames: ["east"] }, isElsewhere: true },
    definitions: [propagationPolicy, ...karmadaBindings],
    path: custom("policy.karmada.io", "v1alpha1", "propagationpolicies"),
    object: {
      ...{ apiVersion: "policy.karmada.io/v1alpha1", kind: "PropagationPolicy" },
      spec: {
        resourceSelectors: [{ apiVersion: "apps/v1", kind: "Deployment", name: "core" }],
        placement: { clusterAffinity: { clusterNames: ["west", "east"] } },
      },
    },
    read: ({ spec }) => (spec.placement as { clusterAffinity: { clusterNames: string[] } }).clusterAffinity.clusterNames,
    ...{ before: ["west", "east"], after: ["east"], strange: { spec: { placement: { clusterAffinity: { clusterNames: ["south"] } } } } },
  },
];
