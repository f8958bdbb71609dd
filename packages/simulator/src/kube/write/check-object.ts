import { invalid } from "../api-error";
import type { ClusterApi } from "../cluster-api";
import type { ObjectMeta } from "../cluster-store";
import { type FieldCause, fieldCause } from "../field-cause";
import type { Candidate } from "../kinds/kind-rules";
import { finalizerFaults, labelFaults, qualifiedNameFault, subdomainRule } from "../kinds/name-rules";
import { rulesOf } from "../kinds/rules-of";
import type { ResourceType } from "../resource-type";

const metadataOf = (object: Candidate) => object.metadata as Partial<ObjectMeta>;

const annotationFaults = (annotations: Readonly<Record<string, string>> = {}): FieldCause[] =>
  Object.keys(annotations).flatMap((key) => {
    const fault = qualifiedNameFault(key.toLowerCase());
    return fault ? [fieldCause.invalid("metadata.annotations", key, fault)] : [];
  });

const ownerFaults = ({ ownerReferences = [] }: Partial<ObjectMeta>): FieldCause[] => {
  const path = "metadata.ownerReferences";
  const missing = ownerReferences.flatMap((owner) =>
    (["apiVersion", "kind", "name", "uid"] as const).flatMap((field) =>
      owner[field] ? [] : [fieldCause.invalid(`${path}.${field}`, "", "must not be empty")],
    ),
  );
  const controllers = ownerReferences.filter(({ controller }) => controller);
  const several = 'Only one reference can have Controller set to true. Found "true" in references for';
  return controllers.length > 1
    ? [...missing, fieldCause.invalid(path, ownerReferences, `${several} ${controllers.map(({ name }) => name).join(" and ")}`)]
    : missing;
};

/** What is wrong with the metadata, whatever the kind. */
const metadataFaults = (type: ResourceType, metadata: Partial<ObjectMeta>): FieldCause[] => {
  const { name = "", labels, annotations, finalizers } = metadata;
  if (name === "") return [fieldCause.required("metadata.name", "name or generateName is required")];
  const fault = (rulesOf(type.key).nameRule ?? subdomainRule)(name);
  return [
    ...(fault ? [fieldCause.invalid("metadata.name", name, fault)] : []),
    ...labelFaults(labels, "metadata.labels"),
    ...annotationFaults(annotations),
    ...ownerFaults(metadata),
    ...finalizerFaults(finalizers),
  ];
};

const newFinalizerFaults = (metadata: Partial<ObjectMeta>, old: Partial<ObjectMeta>): FieldCause[] => {
  if (!old.deletionTimestamp) return [];
  const added = (metadata.finalizers ?? []).filter((finalizer) => !old.finalizers?.includes(finalizer));
  if (added.length === 0) return [];
  const list = added.map((finalizer) => JSON.stringify(finalizer)).join(", ");
  const detail = `no new finalizers can be added if the object is being deleted, found new finalizers []string{${list}}`;
  return [fieldCause.forbidden("metadata.finalizers", detail)];
};

/** Refuses (422) an object that violates the rules of its kind; `old` is what it is to replace. */
export function checkObject(api: ClusterApi, type: ResourceType, object: Candidate, old?: Candidate): void {
  const rules = rulesOf(type.key);
  const metadata = metadataOf(object);
  const causes = [
    ...metadataFaults(type, metadata),
    ...(old ? newFinalizerFaults(metadata, metadataOf(old)) : []),
    ...type.violations(object),
    ...(rules.faults?.(object) ?? []),
    ...(old ? (rules.changeFaults?.(object, old) ?? []) : []),
    ...api.admission.faults(type, object),
  ];
  if (causes.length > 0) throw invalid(type, metadata.name ?? "", causes);
}
