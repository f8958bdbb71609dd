import { dnsSetRecord } from "@holdfast/contracts/commands/dns-set-record";
import { mirrorMakerReverse } from "@holdfast/contracts/commands/mirrormaker-reverse";
import { mirrorMakerSetState } from "@holdfast/contracts/commands/mirrormaker-set-state";
import { ramenSetAction } from "@holdfast/contracts/commands/ramen-set-action";
import { storageFence } from "@holdfast/contracts/commands/storage-fence";
import { zalandoSetStandby } from "@holdfast/contracts/commands/zalando-set-standby";
import { dnsReadRecord } from "@holdfast/contracts/queries/dns-read-record";
import { mirrorMakerReadDirection } from "@holdfast/contracts/queries/mirrormaker-read-direction";
import { mirrorMakerReadState } from "@holdfast/contracts/queries/mirrormaker-read-state";
import { ramenReadAction } from "@holdfast/contracts/queries/ramen-read-action";
import { storageReadFence } from "@holdfast/contracts/queries/storage-read-fence";
import { zalandoReadStandby } from "@holdfast/contracts/queries/zalando-read-standby";
import { vendorCrd } from "@holdfast/testkit/vendor-crds/vendor-crd";
import { custom, type FieldCase } from "./field-case";
import { paths, strandedPod } from "./fixtures";
import { karmadaCases } from "./karmada-cases";
import { drPlacementControl, kafkaMirrorMaker } from "./operator-definitions";

const connectors = (state: string) => ({ sourceConnector: { tasksMax: 2, state }, checkpointConnector: { state } });
const mirrorMaker = (state: string) => ({
  ...{ apiVersion: "kafka.strimzi.io/v1beta2", kind: "KafkaMirrorMaker2" },
  spec: {
    replicas: 1,
    target: {
      ...{ alias: "east", bootstrapServers: "east:9092", groupId: "mirror", configStorageTopic: "mirror-config" },
      config: { "config.storage.replication.factor": 3 },
    },
    mirrors: [{ source: { alias: "west", bootstrapServers: "west:9093", tls: { trustedCertificates: [] } }, ...connectors(state) }],
  },
});
const MIRROR_MAKERS = {
  path: custom("kafka.strimzi.io", "v1beta2", "kafkamirrormaker2s"),
  definition: kafkaMirrorMaker,
};
const mirrors = (state: string) => [{ source: "west", target: "east", sourceConnector: state, checkpointConnector: state }];

const failoverRecord = { dnsName: "pay.bank.example", recordType: "A", setIdentifier: "prod" };
const otherRecord = { dnsName: "other.bank.example", recordType: "CNAME", targets: ["lb.bank.example"] };
const records = (targets: string[], recordTTL: number) => [
  { ...otherRecord, setIdentifier: null, recordTTL: null },
  { ...failoverRecord, targets, recordTTL },
];

/** A pod of a PostgreSQL cluster, with what Patroni says in it. */
function patroniPod(cluster: string, i: number, role: string) {
  const pod = strandedPod(`${cluster}-${i}`, { application: "spilo", "cluster-name": cluster });
  return { ...pod, metadata: { ...pod.metadata, annotations: { status: JSON.stringify({ role, state: "running", xlog_location: 7 }) } } };
}

const told = (i: number) => `zalando-set-standby-told-${i}`;

/** The commands that tell other operators to fail over, on definitions with the operators' own fields. */
export const operatorCases: readonly FieldCase[] = [
  {
    ...{ command: ramenSetAction, query: ramenReadAction, definition: drPlacementControl },
    path: custom("ramendr.openshift.io", "v1alpha1", "drplacementcontrols"),
    object: {
      ...{ apiVersion: "ramendr.openshift.io/v1alpha1", kind: "DRPlacementControl" },
      spec: {
        preferredCluster: "prod",
        ...{
          drPolicyRef: { name: "metro" },
          placementRef: { kind: "Placement", name: "core" },
          pvcSelector: { matchLabels: { app: "core" } },
        },
      },
    },
    from: { action: null, failoverCluster: null, preferredCluster: "prod", dryRun: null },
    to: { action: "Failover", failoverCluster: "dr", preferredCluster: "prod", dryRun: true },
    changes: [
      { path: "/spec/action", before: null, after: "Failover" },
      { path: "/spec/failoverCluster", before: null, after: "dr" },
      { path: "/spec/dryRun", before: null, after: true },
    ],
    strange: { spec: { action: "Relocate" } },
    tells: {
      metadata: { annotations: { "drplacementcontrol.ramendr.openshift.io/last-app-deployment-cluster": "dr" } },
      status: {
        ...{ phase: "FailedOver", progression: "Cleaning Up", lastGroupSyncTime: "2026-01-01T00:00:00Z" },
        conditions: [
          { type: "Available", status: "True", reason: "FailedOver" },
          { type: "PeerReady", status: "False", reason: "Cleaning" },
        ],
      },
      says: {
        ...{ phase: "FailedOver", progression: "Cleaning Up", runsOn: "dr", lastSyncAt: "2026-01-01T00:00:00Z" },
        ...{ available: "True", peerReady: "False", protected: "" },
      },
    },
  },
  {
    ...{ command: mirrorMakerSetState, query: mirrorMakerReadState, ...MIRROR_MAKERS, object: mirrorMaker("running") },
    from: { mirrors: mirrors("running") },
    to: { mirrors: mirrors("stopped") },
    changes: [{ path: "/spec/mirrors", before: mirrors("running"), after: mirrors("stopped") }],
    strange: { spec: { mirrors: [{ source: { alias: "west" }, ...connectors("paused") }] } },
    tells: {
      status: {
        conditions: [
          { type: "Ready", status: "True" },
          { type: "Warning", status: "True", message: "a deprecated field is used" },
        ],
        connectors: [
          { name: "west->east.MirrorSourceConnector", connector: { state: "RUNNING" }, tasks: [{ id: 0, state: "FAILED" }] },
          { name: "west->east.MirrorCheckpointConnector", connector: { state: "STOPPED" }, tasks: [] },
        ],
      },
      says: {
        ...{ isReady: true, message: "a deprecated field is used", renamesTopics: true },
        connectors: [
          { name: "west->east.MirrorSourceConnector", state: "FAILED" },
          { name: "west->east.MirrorCheckpointConnector", state: "STOPPED" },
        ],
      },
    },
  },
  {
    ...{ command: mirrorMakerReverse, query: mirrorMakerReadDirection, ...MIRROR_MAKERS, object: mirrorMaker("stopped") },
    from: { source: "west", target: "east", state: "stopped" },
    to: { source: "east", target: "west", state: "running" },
    changes: [
      { path: "/spec/mirrors/0/source", before: "west", after: "east" },
      { path: "/spec/target", before: "east", after: "west" },
      { path: "/spec/mirrors/0/sourceConnector/state", before: "stopped", after: "running" },
    ],
    strange: { spec: { target: { alias: "south" } } },
  },
  {
    ...{
      command: storageFence,
      query: storageReadFence,
      definition: vendorCrd("networkfences.csiaddons.openshift.io"),
      isClusterWide: true,
    },
    path: "/apis/csiaddons.openshift.io/v1alpha1/networkfences",
    object: {
      ...{ apiVersion: "csiaddons.openshift.io/v1alpha1", kind: "NetworkFence" },
      spec: { fenceState: "Unfenced", cidrs: ["10.1.0.0/16"], networkFenceClassName: "rbd" },
    },
    from: { fenceState: "Unfenced" },
    to: { fenceState: "Fenced" },
    changes: [{ path: "/spec/fenceState", before: "Unfenced", after: "Fenced" }],
    strange: { spec: { fenceState: "Fenced" } },
    tells: {
      counts: false,
      status: { result: "Succeeded", message: "unfencing operation successful" },
      says: { result: "Succeeded", message: "unfencing operation successful", cidrs: ["10.1.0.0/16"] },
    },
  },
  {
    ...{ command: zalandoSetStandby, query: zalandoReadStandby, definition: vendorCrd("postgresqls.acid.zalan.do") },
    path: custom("acid.zalan.do", "v1", "postgresqls"),
    object: {
      ...{ apiVersion: "acid.zalan.do/v1", kind: "postgresql" },
      spec: {
        teamId: "bank",
        numberOfInstances: 2,
        postgresql: { version: "17" },
        volume: { size: "1Gi" },
        standby: { standby_host: "prod.example" },
      },
    },
    from: { standby: { standby_host: "prod.example" } },
    to: { standby: null },
    changes: [{ path: "/spec/standby", before: { standby_host: "prod.example" }, after: null }],
    strange: { spec: { standby: { standby_port: "5433" } } },
    tells: {
      beside: (name) => [
        { path: paths.pods, object: patroniPod(name, 0, "primary") },
        { path: paths.pods, object: patroniPod(name, 1, "replica") },
        { path: paths.pods, object: patroniPod(name, 2, "standby_leader") },
        { path: paths.pods, object: patroniPod(name, 3, "promoted") },
        { path: paths.pods, object: patroniPod(`${name}-other`, 0, "primary") },
      ],
      counts: false,
      status: { PostgresClusterStatus: "Running" },
      says: { phase: "Running", writers: [told(0)], standbys: [told(1), told(2)], unclear: [told(3)] },
    },
  },
  {
    ...{ command: dnsSetRecord, query: dnsReadRecord, definition: vendorCrd("dnsendpoints.externaldns.k8s.io") },
    path: custom("externaldns.k8s.io", "v1alpha1", "dnsendpoints"),
    object: {
      ...{ apiVersion: "externaldns.k8s.io/v1alpha1", kind: "DNSEndpoint" },
      spec: {
        endpoints: [
          otherRecord,
          { ...failoverRecord, targets: ["192.0.2.1"], recordTTL: 60, providerSpecific: [{ name: "aws/failover", value: "PRIMARY" }] },
        ],
      },
    },
    from: { records: records(["192.0.2.1"], 60) },
    to: { records: records(["198.51.100.1", "198.51.100.2"], 5) },
    changes: [{ path: "/spec/endpoints", before: records(["192.0.2.1"], 60), after: records(["198.51.100.1", "198.51.100.2"], 5) }],
    strange: { spec: { endpoints: [otherRecord, { ...failoverRecord, targets: ["203.0.113.1"] }] } },
    tells: {
      status: {},
      says: { isSeen: true, refusal: "" },
    },
  },
  ...karmadaCases,
];
