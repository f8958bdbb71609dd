import { type FieldCause, fieldCause } from "../field-cause";
import { quantity } from "../quantity";
import { equalJson } from "../store/equal-json";
import type { Condition, Container, ContainerPort, PodSpec, PodTemplate } from "../types/pod";
import type { Candidate, KindRules } from "./kind-rules";
import { labelFaults, labelRule, qualifiedNameFault } from "./name-rules";
import { podAdmissionDefaults, podSpecDefaults, qosClassOf } from "./pod-defaults";

const PROTOCOLS = ["SCTP", "TCP", "UDP"];
const RESTART_POLICIES = ["Always", "OnFailure", "Never"];
const PULL_POLICIES = ["Always", "IfNotPresent", "Never"];

const portFaults = (ports: readonly ContainerPort[], path: string): FieldCause[] =>
  ports.flatMap(({ containerPort, protocol }, i) => {
    const at = `${path}[${i}]`;
    const found: FieldCause[] = [];
    if (!containerPort) found.push(fieldCause.required(`${at}.containerPort`));
    else if (containerPort < 1 || containerPort > 65_535) {
      found.push(fieldCause.invalid(`${at}.containerPort`, containerPort, "must be between 1 and 65535, inclusive"));
    }
    if (protocol && !PROTOCOLS.includes(protocol)) found.push(fieldCause.notSupported(`${at}.protocol`, protocol, PROTOCOLS));
    return found;
  });

const resourceFaults = ({ requests = {}, limits = {} }: NonNullable<Container["resources"]>, path: string): FieldCause[] => {
  const negative = (list: Readonly<Record<string, string>>, name: string) =>
    Object.entries(list)
      .filter(([, amount]) => quantity(amount) < 0)
      .map(([resource, amount]) => fieldCause.invalid(`${path}.${name}[${resource}]`, amount, "must be greater than or equal to 0"));
  const above = Object.entries(requests).flatMap(([resource, amount]) => {
    const limit = limits[resource];
    if (limit === undefined || quantity(amount) <= quantity(limit)) return [];
    return [fieldCause.invalid(`${path}.requests`, amount, `must be less than or equal to ${resource} limit of ${limit}`)];
  });
  return [...negative(limits, "limits"), ...negative(requests, "requests"), ...above];
};

const envFaults = (env: NonNullable<Container["env"]>, path: string): FieldCause[] =>
  env.flatMap(({ name, value, valueFrom }, i) => {
    if (!name) return [fieldCause.required(`${path}[${i}].name`)];
    const isBoth = typeof value === "string" && value !== "" && valueFrom !== undefined;
    return isBoth ? [fieldCause.invalid(`${path}[${i}].valueFrom`, "", "may not be specified when `value` is not empty")] : [];
  });

const containerFaults = (container: Container, path: string): FieldCause[] => {
  const { name, image, imagePullPolicy, ports = [], resources = {}, env = [] } = container;
  const badName = name ? labelRule(name) : null;
  return [
    ...(name ? [] : [fieldCause.required(`${path}.name`)]),
    ...(badName ? [fieldCause.invalid(`${path}.name`, name, badName)] : []),
    ...(image ? [] : [fieldCause.required(`${path}.image`)]),
    ...portFaults(ports, `${path}.ports`),
    ...envFaults(env, `${path}.env`),
    ...(imagePullPolicy && !PULL_POLICIES.includes(imagePullPolicy)
      ? [fieldCause.notSupported(`${path}.imagePullPolicy`, imagePullPolicy, PULL_POLICIES)]
      : []),
    ...resourceFaults(resources, `${path}.resources`),
  ];
};

const duplicates = (names: readonly string[], pathOf: (index: number) => string): FieldCause[] =>
  names.flatMap((name, i) => (name && names.indexOf(name) < i ? [fieldCause.duplicate(pathOf(i), name)] : []));

/** What is wrong with a pod's spec. */
export function podSpecFaults(spec: PodSpec, path: string): FieldCause[] {
  const { containers = [], initContainers = [], volumes = [], restartPolicy = "Always" } = spec;
  const all = [...containers, ...initContainers];
  const place = (i: number) => (i < containers.length ? `containers[${i}]` : `initContainers[${i - containers.length}]`);
  return [
    ...(containers.length === 0 ? [fieldCause.required(`${path}.containers`)] : []),
    ...all.flatMap((container, i) => containerFaults(container, `${path}.${place(i)}`)),
    ...duplicates(
      all.map(({ name }) => name),
      (i) => `${path}.${place(i)}.name`,
    ),
    ...duplicates(
      volumes.map(({ name }) => name),
      (i) => `${path}.volumes[${i}].name`,
    ),
    ...(RESTART_POLICIES.includes(restartPolicy)
      ? []
      : [fieldCause.notSupported(`${path}.restartPolicy`, restartPolicy, RESTART_POLICIES)]),
  ];
}

/** What is wrong with the template of a workload's pods, its labels against the workload's selector aside. */
export function templateFaults(template: PodTemplate | undefined, path: string, policies: readonly string[] = ["Always"]): FieldCause[] {
  const spec = template?.spec ?? { containers: [] };
  const policy = spec.restartPolicy ?? "Always";
  const found = [...labelFaults(template?.metadata?.labels, `${path}.metadata.labels`), ...podSpecFaults(spec, `${path}.spec`)];
  const isKnown = RESTART_POLICIES.includes(policy);
  return isKnown && !policies.includes(policy)
    ? [...found, fieldCause.notSupported(`${path}.spec.restartPolicy`, policy, policies)]
    : found;
}

const ADJUSTABLE = ["activeDeadlineSeconds", "tolerations", "terminationGracePeriodSeconds", "schedulingGates"];

const frozenPart = (spec: PodSpec) => {
  const withoutImages = (containers: readonly Container[] = []) => containers.map((container) => ({ ...container, image: undefined }));
  const rest = Object.entries(spec).filter(([name]) => !ADJUSTABLE.includes(name));
  return { ...Object.fromEntries(rest), containers: withoutImages(spec.containers), initContainers: withoutImages(spec.initContainers) };
};

const specOf = (object: Candidate) => object.spec as PodSpec;

/** Pods: what admission adds, what is checked, and how little of a pod may change. */
export const podRules: KindRules = {
  defaults: (object) => ({ ...object, spec: podSpecDefaults(specOf(object) ?? { containers: [] }) }),
  onCreate: (object) => ({ ...object, spec: podAdmissionDefaults(specOf(object)) }),
  initialStatus: (object) => ({ phase: "Pending", qosClass: qosClassOf(specOf(object)) }),
  faults: (object) => podSpecFaults(specOf(object), "spec"),
  changeFaults(object, old) {
    if (equalJson(frozenPart(specOf(object)), frozenPart(specOf(old)))) return [];
    const allowed = [
      "`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`",
      "`spec.tolerations` (only additions to existing tolerations)",
      "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)",
    ];
    return [fieldCause.forbidden("spec", `pod updates may not change fields other than ${allowed.join(",")}`)];
  },
};

interface Taint {
  readonly key?: string;
  readonly effect?: string;
}
const EFFECTS = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

const NOT_READY = { key: "node.kubernetes.io/not-ready", effect: "NoSchedule" };

/** Nodes report their own status, also at creation, and take no pods before they are ready. */
export const nodeRules: KindRules = {
  initialStatus: () => undefined,
  onCreate(object) {
    const { taints = [], ...spec } = (object.spec ?? {}) as { taints?: readonly Taint[] };
    const { capacity, ...status } = (object.status ?? {}) as { capacity?: object };
    const isReady = ((status as { conditions?: readonly Condition[] }).conditions ?? []).some(
      (condition) => condition.type === "Ready" && condition.status === "True",
    );
    const tainted = isReady || taints.some(({ key }) => key === NOT_READY.key) ? taints : [...taints, NOT_READY];
    return {
      ...object,
      spec: { ...spec, ...(tainted.length > 0 ? { taints: tainted } : {}) },
      status: { ...(capacity ? { capacity, allocatable: capacity } : {}), ...status },
    };
  },
  faults(object) {
    const { taints = [] } = (object.spec ?? {}) as { taints?: readonly Taint[] };
    return taints.flatMap(({ key = "", effect = "" }, i) => {
      const badKey = qualifiedNameFault(key);
      return [
        ...(badKey ? [fieldCause.invalid(`spec.taints[${i}].key`, key, badKey)] : []),
        ...(EFFECTS.includes(effect) ? [] : [fieldCause.notSupported(`spec.taints[${i}].effect`, effect, EFFECTS)]),
      ];
    });
  },
};
