import type { JsonObject } from "@holdfast/contracts/json";
import { each, type Fact, facts, number, text, textMap, yes } from "../facts";
import { type Container, templateContainers } from "./containers";
import { type AffinityTerm, type NodeAffinity, placementFacts, type Toleration } from "./pod-placement";

interface PodAffinity {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly AffinityTerm[];
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
    readonly weight?: number;
    readonly podAffinityTerm?: AffinityTerm;
  }[];
}
/** What is read of a pod's spec, in a pod or in a template. */
export interface PodSpec {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly runtimeClassName?: string;
  readonly serviceAccountName?: string;
  readonly priorityClassName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly hostNetwork?: boolean;
  readonly tolerations?: readonly Toleration[];
  readonly affinity?: { readonly nodeAffinity?: NodeAffinity; readonly podAffinity?: PodAffinity; readonly podAntiAffinity?: PodAffinity };
  readonly topologySpreadConstraints?: readonly {
    readonly topologyKey?: string;
    readonly maxSkew?: number;
    readonly whenUnsatisfiable?: string;
  }[];
  readonly imagePullSecrets?: readonly { readonly name?: string }[];
  readonly volumes?: readonly {
    readonly secret?: { readonly secretName?: string };
    readonly configMap?: { readonly name?: string };
    readonly projected?: {
      readonly sources?: readonly { readonly secret?: { readonly name?: string }; readonly configMap?: { readonly name?: string } }[];
    };
    readonly persistentVolumeClaim?: { readonly claimName?: string };
  }[];
}
/** A pod template of a workload. */
export interface PodTemplate {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec?: PodSpec;
}

const spreadOver = (affinity: PodAffinity | undefined): Fact => [
  ...each(affinity?.requiredDuringSchedulingIgnoredDuringExecution, (term) =>
    facts({ topologyKey: text(term.topologyKey, 317), isRequired: true }),
  ),
  ...each(affinity?.preferredDuringSchedulingIgnoredDuringExecution, ({ weight, podAffinityTerm }) =>
    facts({ topologyKey: text(podAffinityTerm?.topologyKey, 317), weight: number(weight) }),
  ),
];

const unique = (names: readonly (string | undefined)[]) => [...new Set(names.flatMap((name) => text(name, 253) ?? []))].sort().slice(0, 64);

/** The names of what a pod refers to. Names only: what is in a Secret never reaches the agent. */
function references(spec: PodSpec | undefined): JsonObject {
  const containers = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])];
  const env = containers.flatMap((container) => container.env ?? []);
  const envFrom = containers.flatMap((container) => container.envFrom ?? []);
  const volumes = spec?.volumes ?? [];
  const projected = volumes.flatMap((each) => each.projected?.sources ?? []);
  return facts({
    secretRefs: unique([
      ...env.map((each) => each.valueFrom?.secretKeyRef?.name),
      ...envFrom.map((each) => each.secretRef?.name),
      ...volumes.map((each) => each.secret?.secretName),
      ...projected.map((each) => each.secret?.name),
      ...(spec?.imagePullSecrets ?? []).map((each) => each.name),
    ]),
    configMapRefs: unique([
      ...env.map((each) => each.valueFrom?.configMapKeyRef?.name),
      ...envFrom.map((each) => each.configMapRef?.name),
      ...volumes.map((each) => each.configMap?.name),
      ...projected.map((each) => each.configMap?.name),
    ]),
    claimRefs: unique(volumes.map((each) => each.persistentVolumeClaim?.claimName)),
  });
}

/** What a template says about the pods that it makes: containers, runtime, spreading, references. */
export function templateFacts(template: PodTemplate | undefined): JsonObject {
  const spec = template?.spec;
  return facts({
    labels: textMap(template?.metadata?.labels),
    containers: templateContainers(spec?.containers),
    initContainers: templateContainers(spec?.initContainers),
    runtimeClass: text(spec?.runtimeClassName, 253),
    serviceAccount: text(spec?.serviceAccountName, 253),
    priorityClass: text(spec?.priorityClassName, 253),
    nodeSelector: textMap(spec?.nodeSelector),
    hostNetwork: yes(spec?.hostNetwork),
    hasNodeAffinity: yes(spec?.affinity?.nodeAffinity !== undefined),
    podAffinity: spreadOver(spec?.affinity?.podAffinity),
    podAntiAffinity: spreadOver(spec?.affinity?.podAntiAffinity),
    topologySpread: each(spec?.topologySpreadConstraints, (constraint) =>
      facts({
        topologyKey: text(constraint.topologyKey, 317),
        maxSkew: number(constraint.maxSkew),
        whenUnsatisfiable: text(constraint.whenUnsatisfiable, 63),
      }),
    ),
    placement: placementFacts(spec, template?.metadata?.labels),
    ...references(spec),
  });
}
