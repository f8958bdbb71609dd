import { ApiError } from "../../kube/api-error";
import type { KubeObject, ObjectDraft } from "../../kube/cluster-store";
import type { ResourceType } from "../../kube/resource-type";
import { nameSuffix } from "../../kube/store/new-identity";
import type { Pod, PodSpec, PodTemplate } from "../../kube/types/pod";
import { prepareNew } from "../../kube/write/create-object";
import type { ClusterWorld } from "../cluster-world";

/** A pod that a controller wants: from a template, for an owner. */
export interface WantedPod {
  readonly owner: KubeObject;
  readonly template: PodTemplate;
  /** A name; without, one is made of `prefix`. */
  readonly name?: string;
  readonly prefix?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** What differs from the template's spec. */
  readonly spec?: Partial<PodSpec>;
}

/** The reference by which an object belongs to the one that controls it. */
export const controlledBy = ({ apiVersion, kind, metadata }: KubeObject) => ({
  ...{ apiVersion, kind, name: metadata.name, uid: metadata.uid, controller: true, blockOwnerDeletion: true },
});

/** Completed specs by template, so that the pods of a workload share one. */
const completed = new WeakMap<PodSpec, PodSpec>();

const podType = (world: ClusterWorld): ResourceType => {
  const type = world.api.types.byKey("pods");
  if (!type) throw new Error("pods are always served");
  return type;
};

const completedSpec = (world: ClusterWorld, spec: PodSpec): PodSpec => {
  const known = completed.get(spec);
  if (known) return known;
  const prepared = prepareNew(world.api, podType(world), { apiVersion: "v1", kind: "Pod", metadata: { name: "template" }, spec });
  const result = prepared.spec as PodSpec;
  completed.set(spec, result);
  return result;
};

const draftOf = (world: ClusterWorld, { owner, template, name, prefix = "", labels, spec }: WantedPod): ObjectDraft => {
  const shared = completedSpec(world, template.spec);
  const suffix = name === undefined ? { generateName: prefix, name: `${prefix}${nameSuffix(world.random)}` } : { name };
  const annotations = template.metadata?.annotations;
  const metadata = {
    ...suffix,
    namespace: owner.metadata.namespace,
    labels: { ...template.metadata?.labels, ...labels },
    ...(annotations ? { annotations } : {}),
    ownerReferences: [controlledBy(owner)],
  };
  const own = spec ? { ...shared, ...spec } : shared;
  return prepareNew(world.api, podType(world), { apiVersion: "v1", kind: "Pod", metadata, spec: own }) as ObjectDraft;
};

/** Creates a pod for a controller, unless admission denies it: then the denial is returned, for the controller to report. */
export function createPod(world: ClusterWorld, wanted: WantedPod, controller: string): Pod | ApiError {
  const { api } = world;
  const draft = draftOf(world, wanted);
  const { name, namespace = null } = draft.metadata;
  const type = podType(world);
  const { denial } = api.admission.decide({
    ...{ operation: "CREATE", type, subresource: "", namespace, name, object: draft, oldObject: undefined },
    ...{ isDryRun: false, user: `system:serviceaccount:kube-system:${controller}`, options: {} },
  });
  if (denial) return denial;
  const created = api.store.create("pods", draft);
  return created ? (created as Pod) : new ApiError(409, "AlreadyExists", `pods "${name}" already exists`);
}
