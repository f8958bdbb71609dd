import type { KubeObject } from "../cluster-store";
import { selectorText } from "../label-selector";
import type { LabelSelector } from "../types/pod";
import { ageOf } from "./age";
import type { Column } from "./table";

const NONE = "<none>";

const column = (name: string, type: string, cell: (object: KubeObject, now: Date) => unknown, priority = 0): Column => ({
  name,
  type,
  cell,
  priority,
});

/** The value at a path of an object, whatever it is. */
const at = (object: KubeObject, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>((value, field) => (typeof value === "object" && value !== null ? Reflect.get(value, field) : undefined), object);
const text = (object: KubeObject, path: string, fallback = NONE): string => String(at(object, path) ?? fallback);
const listAt = (object: KubeObject, path: string): readonly Readonly<Record<string, unknown>>[] => {
  const value = at(object, path);
  return Array.isArray(value) ? value : [];
};
const show = (name: string, path: string, fallback = NONE, priority = 0) =>
  column(name, "string", (object) => text(object, path, fallback), priority);

const nodeStatus = (object: KubeObject): string => {
  const ready = listAt(object, "status.conditions").find(({ type }) => type === "Ready");
  const word = ready?.status === "True" ? "Ready" : ready ? "NotReady" : "Unknown";
  return at(object, "spec.unschedulable") === true ? `${word},SchedulingDisabled` : word;
};

const ROLE = "node-role.kubernetes.io/";
const nodeRoles = ({ metadata }: KubeObject): string => {
  const roles = Object.keys(metadata.labels ?? {}).filter((label) => label.startsWith(ROLE));
  return roles.map((label) => label.slice(ROLE.length)).join(",") || NONE;
};

const addressOf = (object: KubeObject, kind: string): string =>
  String(listAt(object, "status.addresses").find(({ type }) => type === kind)?.address ?? NONE);

const ACCESS: Readonly<Record<string, string>> = {
  ReadWriteOnce: "RWO",
  ReadOnlyMany: "ROX",
  ReadWriteMany: "RWX",
  ReadWriteOncePod: "RWOP",
};
const accessModes = column("Access Modes", "string", (object) => {
  const modes = at(object, "spec.accessModes");
  return Array.isArray(modes) ? modes.map((mode) => ACCESS[mode] ?? mode).join(",") : "";
});

const portsOf = (object: KubeObject): string =>
  listAt(object, "spec.ports")
    .map(({ port, nodePort, protocol }) => `${port}${nodePort ? `:${nodePort}` : ""}/${protocol}`)
    .join(",") || NONE;

const involved = (object: KubeObject) =>
  `${text(object, "involvedObject.kind", "").toLowerCase()}/${text(object, "involvedObject.name", "")}`;
const labelsText = (labels: unknown) => selectorText({ matchLabels: (labels ?? {}) as Record<string, string> }) || NONE;

const targetOf = ({ resource, external, pods }: Readonly<Record<string, unknown>>): string => {
  const source = (resource ?? external ?? pods ?? {}) as { current?: Record<string, unknown> };
  const { averageUtilization, averageValue, value } = source.current ?? {};
  return averageUtilization === undefined ? String(averageValue ?? value ?? "<unknown>") : `${averageUtilization}%`;
};

const autoscaler: readonly Column[] = [
  column(
    "Reference",
    "string",
    (object) => `${text(object, "spec.scaleTargetRef.kind", "")}/${text(object, "spec.scaleTargetRef.name", "")}`,
  ),
  column("Targets", "string", (object) => listAt(object, "status.currentMetrics").map(targetOf).join(", ") || "<unknown>"),
  show("MinPods", "spec.minReplicas", "<unset>"),
  show("MaxPods", "spec.maxReplicas"),
  show("Replicas", "status.currentReplicas", "0"),
];

const count = (name: string, path: string) => column(name, "string", (object) => Object.keys((at(object, path) ?? {}) as object).length);

/** What the tables of everything but workloads show between name and age, and in the wide form. */
export const clusterColumns: Readonly<Record<string, readonly Column[]>> = {
  nodes: [
    column("Status", "string", nodeStatus),
    column("Roles", "string", nodeRoles),
    show("Version", "status.nodeInfo.kubeletVersion", ""),
    column("Internal-IP", "string", (object) => addressOf(object, "InternalIP"), 1),
    column("External-IP", "string", (object) => addressOf(object, "ExternalIP"), 1),
    show("OS-Image", "status.nodeInfo.osImage", "<unknown>", 1),
    show("Kernel-Version", "status.nodeInfo.kernelVersion", "<unknown>", 1),
    show("Container-Runtime", "status.nodeInfo.containerRuntimeVersion", "<unknown>", 1),
  ],
  namespaces: [show("Status", "status.phase", "")],
  services: [
    show("Type", "spec.type", ""),
    show("Cluster-IP", "spec.clusterIP"),
    column("External-IP", "string", (object) => text(object, "spec.externalName")),
    column("Port(s)", "string", portsOf),
    column("Selector", "string", (object) => labelsText(at(object, "spec.selector")), 1),
  ],
  events: [
    column("Last Seen", "string", (object, now) => ageOf(text(object, "lastTimestamp", object.metadata.creationTimestamp), now)),
    ...[show("Type", "type", ""), show("Reason", "reason", ""), column("Object", "string", involved)],
    ...[show("Subobject", "involvedObject.fieldPath", "", 1), show("Source", "source.component", "", 1), show("Message", "message", "")],
    column("First Seen", "string", (object, now) => ageOf(text(object, "firstTimestamp", object.metadata.creationTimestamp), now), 1),
    column("Count", "string", (object) => at(object, "count") ?? 1, 1),
    { ...column("Name", "string", ({ metadata }) => metadata.name, 1), format: "name" },
  ],
  persistentvolumeclaims: [
    ...[show("Status", "status.phase", ""), show("Volume", "spec.volumeName", ""), show("Capacity", "status.capacity.storage", "")],
    ...[
      accessModes,
      show("StorageClass", "spec.storageClassName", ""),
      show("VolumeAttributesClass", "spec.volumeAttributesClassName", "<unset>"),
    ],
    show("VolumeMode", "spec.volumeMode", "", 1),
  ],
  persistentvolumes: [
    ...[show("Capacity", "spec.capacity.storage", ""), accessModes, show("Reclaim Policy", "spec.persistentVolumeReclaimPolicy", "")],
    show("Status", "status.phase", ""),
    column("Claim", "string", (object) =>
      at(object, "spec.claimRef") ? `${text(object, "spec.claimRef.namespace")}/${text(object, "spec.claimRef.name")}` : "",
    ),
    ...[show("StorageClass", "spec.storageClassName", ""), show("VolumeAttributesClass", "spec.volumeAttributesClassName", "<unset>")],
    ...[show("Reason", "status.reason", ""), show("VolumeMode", "spec.volumeMode", "", 1)],
  ],
  configmaps: [count("Data", "data")],
  secrets: [show("Type", "type", ""), count("Data", "data")],
  "horizontalpodautoscalers.autoscaling": autoscaler,
  "poddisruptionbudgets.policy": [
    ...[show("Min Available", "spec.minAvailable", "N/A"), show("Max Unavailable", "spec.maxUnavailable", "N/A")],
    column("Allowed Disruptions", "integer", (object) => at(object, "status.disruptionsAllowed") ?? 0),
  ],
  "ingresses.networking.k8s.io": [
    show("Class", "spec.ingressClassName"),
    column(
      "Hosts",
      "string",
      (object) =>
        listAt(object, "spec.rules")
          .map(({ host }) => host ?? "*")
          .join(",") || "*",
    ),
    column("Address", "string", () => ""),
    column("Ports", "string", (object) => (at(object, "spec.tls") ? "80, 443" : "80")),
  ],
  "networkpolicies.networking.k8s.io": [
    column("Pod-Selector", "string", (object) => selectorText(at(object, "spec.podSelector") as LabelSelector | undefined) || NONE),
  ],
  "storageclasses.storage.k8s.io": [
    ...[
      show("Provisioner", "provisioner", ""),
      show("ReclaimPolicy", "reclaimPolicy", ""),
      show("VolumeBindingMode", "volumeBindingMode", ""),
    ],
    show("AllowVolumeExpansion", "allowVolumeExpansion", "false"),
  ],
  "runtimeclasses.node.k8s.io": [show("Handler", "handler", "")],
  "leases.coordination.k8s.io": [show("Holder", "spec.holderIdentity", "")],
  "validatingadmissionpolicies.admissionregistration.k8s.io": [
    column("Validations", "integer", (object) => listAt(object, "spec.validations").length),
    show("ParamKind", "spec.paramKind.kind", "<unset>"),
  ],
  "validatingadmissionpolicybindings.admissionregistration.k8s.io": [
    show("PolicyName", "spec.policyName", ""),
    show("ParamRef", "spec.paramRef.name", "<unset>"),
  ],
};
