import type { JsonObject } from "@holdfast/contracts/json";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { shownObject } from "./shown-object";

/** What only the API server writes of an object's metadata. */
const SERVERS_OWN = ["uid", "resourceVersion", "creationTimestamp", "generation", "selfLink", "deletionGracePeriodSeconds"];
/** What networks note on a pod once it runs, its addresses among it, of which no two are the same. What people ask of a network stays. */
const NETWORKS_OWN = [
  ...["containerID", "podIP", "podIPs"].map((key) => `cni.projectcalico.org/${key}`),
  ...["k8s.v1.cni.cncf.io/network-status", "k8s.v1.cni.cncf.io/networks-status", "k8s.ovn.org/pod-networks"],
  ...["vpc.amazonaws.com/pod-ips", "kubernetes.io/config.hash", "kubernetes.io/config.seen", "kubernetes.io/config.source"],
];
/** The volume that the admission of service accounts adds, by a name that it draws. */
const TOKEN_VOLUME = /^kube-api-access-[a-z0-9]{5}$/;

const isObject = (value: unknown): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);

const without = (object: JsonObject, isLeftOut: (key: string) => boolean): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !isLeftOut(key)));

/** A name that was drawn is the same drawn name in every pod of a template. */
const named = (entry: unknown) =>
  isObject(entry) && typeof entry.name === "string" && TOKEN_VOLUME.test(entry.name) ? { ...entry, name: "kube-api-access-00000" } : entry;

const mounted = (container: unknown): unknown =>
  isObject(container) && Array.isArray(container.volumeMounts)
    ? { ...container, volumeMounts: container.volumeMounts.map(named) }
    : container;

/** A pod before it was given a node. */
function unbound(spec: JsonObject): JsonObject {
  const { nodeName: _, ...rest } = spec;
  const lists = ["containers", "initContainers", "ephemeralContainers"].flatMap((key) => {
    const list = rest[key];
    return Array.isArray(list) ? [[key, list.map(mounted)]] : [];
  });
  const volumes = Array.isArray(rest.volumes) ? { volumes: rest.volumes.map(named) } : {};
  return { ...rest, ...volumes, ...Object.fromEntries(lists) } as JsonObject;
}

/** An object without its name, as whoever wrote it sent it; of two that differ in their names alone it is equal. */
export function writtenObject(object: KubeObject, kind: string): JsonObject {
  const { status: _, metadata, spec, ...rest } = shownObject(object);
  const { annotations, ...about } = without(isObject(metadata) ? metadata : {}, (key) => key === "name" || SERVERS_OWN.includes(key));
  const isPod = kind === "Pod" && isObject(spec);
  const kept = isObject(annotations) ? without(annotations, (key) => isPod && NETWORKS_OWN.includes(key)) : {};
  return {
    ...rest,
    metadata: { ...about, ...(Object.keys(kept).length > 0 ? { annotations: kept } : {}) },
    ...(spec === undefined ? {} : { spec: isPod ? unbound(spec) : spec }),
  };
}
