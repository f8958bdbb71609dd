import { createClock } from "@holdfast/simulator/controllers/simulation-clock";
import { nodesOf } from "@holdfast/simulator/fleet/node-factory";
import type { ClusterStore, KubeObject, ObjectDraft } from "@holdfast/simulator/kube/cluster-store";
import { createSimulation, type Simulation } from "@holdfast/simulator/simulation";
import { MODEL, modelFleet } from "./model-fleet";

/** The name of the cluster. */
export const CLUSTER = "large";
/** Where the hundred pods are whose changes a benchmark follows. */
export const WATCHED_NAMESPACE = "watched";
const REPLICAS = 20;
const WATCHED_DEPLOYMENTS = 5;
const NAMESPACES = 40;
const WARM_UP_MS = 120_000;
const REGION = "cn-hangzhou";

/** The objects of a Deployment that runs, as JSON texts to be filled with other names. */
interface Model {
  readonly namespace: string;
  readonly deployment: string;
  readonly replicaSet: string;
  readonly pod: string;
}

/** What the store gives to an object itself must not be copied. */
function textOf(object: KubeObject | undefined): string {
  if (!object) throw new Error("the model has no such object");
  const { uid: _uid, resourceVersion: _version, creationTimestamp: _created, generateName: _prefix, ...metadata } = object.metadata;
  return JSON.stringify({ ...object, metadata });
}

/** Lets the controllers of a small cluster bring a Deployment up, so that what is copied is what a cluster really holds. */
function modelOf(now: Date): Model {
  const startAt = new Date(now.getTime() - WARM_UP_MS);
  const simulation = createSimulation({ fleet: modelFleet(startAt), clock: createClock(startAt) });
  simulation.tick(WARM_UP_MS);
  const store = simulation.clusters.get("model")?.store;
  const first = (resource: string, namespace?: string) => textOf(store?.list(resource, namespace)[0]);
  const namespace = textOf(store?.get("namespaces", null, MODEL));
  return {
    namespace,
    deployment: first("deployments.apps", MODEL),
    replicaSet: first("replicasets.apps", MODEL),
    pod: first("pods", MODEL),
  };
}

function put(store: ClusterStore, resource: string, draft: ObjectDraft, owner?: KubeObject): KubeObject {
  const { apiVersion = "", kind = "", metadata } = owner ?? {};
  const ownerReferences = metadata && [
    { apiVersion, kind, name: metadata.name, uid: metadata.uid, controller: true, blockOwnerDeletion: true },
  ];
  const made = store.create(resource, { ...draft, metadata: { ...draft.metadata, ...(ownerReferences ? { ownerReferences } : {}) } });
  if (!made) throw new Error(`${resource} ${draft.metadata.name} is there already`);
  return made;
}

/** The names of a Deployment's objects follow from its number; the text of the model is filled with them. */
function fillDeployment(store: ClusterStore, model: Model, i: number, replicas: number, nodes: number): void {
  const namespace = i < WATCHED_DEPLOYMENTS ? WATCHED_NAMESPACE : `team-${String(i % NAMESPACES).padStart(2, "0")}`;
  const name = `service-${String(i).padStart(4, "0")}`;
  // A copy of the model's JSON has the model's shape.
  const copy = (text: string, own: string) => {
    const object = JSON.parse(text.replaceAll(MODEL, name)) as ObjectDraft;
    return { ...object, metadata: { ...object.metadata, name: own, namespace } };
  };
  const deployment = put(store, "deployments.apps", copy(model.deployment, name));
  const hash = ((i + 1) * 2_654_435_761).toString(36).slice(0, 9);
  const replicaSet = put(store, "replicasets.apps", copy(model.replicaSet, `${name}-${hash}`), deployment);
  for (let k = 0; k < replicas; k++) {
    const place = i * REPLICAS + k;
    const pod = copy(model.pod, `${name}-${hash}-${place.toString(36).padStart(5, "0")}`) as ObjectDraft & { spec: object; status: object };
    const address = `10.${(place >> 16) & 255}.${(place >> 8) & 255}.${place & 255}`;
    const spec = { ...pod.spec, nodeName: nodeName(place % nodes, nodes) };
    put(store, "pods", { ...pod, spec, status: { ...pod.status, podIP: address, podIPs: [{ ip: address }] } }, replicaSet);
  }
}

const nodeName = (i: number, nodes: number) => `${CLUSTER}-worker-${String(i + 1).padStart(Math.max(2, String(nodes).length), "0")}`;

/**
 * A cluster with this many nodes and pods: Deployments of twenty replicas, copied from one that simulated controllers brought up.
 * Nothing happens in it by itself.
 */
export function largeCluster(nodes: number, pods: number, now: Date): { simulation: Simulation; store: ClusterStore } {
  const zones = ["h", "i", "j"].map((zone) => `${REGION}-${zone}`);
  const objects = nodesOf(
    { name: CLUSTER, region: REGION, nodes: { count: nodes, controlPlane: 0, cpu: "16", memory: "64Gi", zones } },
    now,
  );
  const fleet = { seed: 1, clusters: [{ name: CLUSTER, environment: "production", region: REGION, objects, hasControllers: false }] };
  const simulation = createSimulation({ fleet, clock: createClock(now) });
  const store = simulation.clusters.get(CLUSTER)?.store;
  if (!store) throw new Error("the simulation has no such cluster");
  const model = modelOf(now);
  for (const name of [WATCHED_NAMESPACE, ...Array.from({ length: NAMESPACES }, (_, i) => `team-${String(i).padStart(2, "0")}`)])
    put(store, "namespaces", JSON.parse(model.namespace.replaceAll(MODEL, name)) as ObjectDraft);
  for (let i = 0; i * REPLICAS < pods; i++) fillDeployment(store, model, i, Math.min(REPLICAS, pods - i * REPLICAS), nodes);
  return { simulation, store };
}
