import { type FieldCause, fieldCause } from "../field-cause";
import { equalJson } from "../store/equal-json";
import { fill } from "./fill";
import type { Candidate, KindRules } from "./kind-rules";

interface ClaimSpec {
  readonly accessModes?: readonly string[];
  readonly resources?: { readonly requests?: Readonly<Record<string, string>> };
  readonly storageClassName?: string;
  readonly volumeName?: string;
  readonly [key: string]: unknown;
}

const ACCESS_MODES = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];

const accessFaults = (modes: readonly string[]): FieldCause[] => {
  if (modes.length === 0) return [fieldCause.required("spec.accessModes", "at least 1 access mode is required")];
  return modes.flatMap((mode) => (ACCESS_MODES.includes(mode) ? [] : [fieldCause.notSupported("spec.accessModes", mode, ACCESS_MODES)]));
};

const claimOf = (object: Candidate) => (object.spec ?? {}) as ClaimSpec;
/** The request may grow and the volume is bound later; the rest stays. */
const frozenClaim = (object: Candidate) => ({ ...claimOf(object), resources: undefined, volumeName: undefined });

/** PersistentVolumeClaims. */
export const claimRules: KindRules = {
  defaults: (object) => ({ ...object, spec: fill(claimOf(object), { volumeMode: "Filesystem" }) }),
  initialStatus: () => ({ phase: "Pending" }),
  faults(object) {
    const { accessModes = [], resources } = claimOf(object);
    const storage = resources?.requests?.storage;
    return [...accessFaults(accessModes), ...(storage ? [] : [fieldCause.required("spec.resources[storage]")])];
  },
  changeFaults(object, old) {
    if (equalJson(frozenClaim(object), frozenClaim(old))) return [];
    const detail = "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims";
    return [fieldCause.forbidden("spec", detail)];
  },
};

/** PersistentVolumes. */
export const volumeRules: KindRules = {
  defaults: (object) => ({
    ...object,
    spec: fill((object.spec ?? {}) as ClaimSpec, { persistentVolumeReclaimPolicy: "Retain", volumeMode: "Filesystem" }),
  }),
  initialStatus: () => ({ phase: "Pending" }),
  faults(object) {
    const { capacity, accessModes = [] } = (object.spec ?? {}) as { capacity?: object; accessModes?: readonly string[] };
    return [...(capacity ? [] : [fieldCause.required("spec.capacity")]), ...accessFaults(accessModes)];
  },
};

/** StorageClasses. */
export const storageClassRules: KindRules = {
  defaults: (object) => fill(object, { reclaimPolicy: "Delete", volumeBindingMode: "Immediate" }),
  faults: ({ provisioner }) => (provisioner ? [] : [fieldCause.required("provisioner")]),
  changeFaults(object, old) {
    const isSame = equalJson(object.parameters, old.parameters) && object.provisioner === old.provisioner;
    return isSame ? [] : [fieldCause.forbidden("parameters", "updates to parameters are forbidden.")];
  },
};
