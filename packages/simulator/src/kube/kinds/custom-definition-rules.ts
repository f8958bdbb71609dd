import { type FieldCause, fieldCause } from "../field-cause";
import type { PrinterColumn } from "../resource-type";
import type { JsonSchema } from "../schema/custom-schema";
import { fill, mapSame } from "./fill";
import type { Candidate, KindRules } from "./kind-rules";

/** One version of a custom resource. */
export interface CustomVersion {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
  readonly schema?: { readonly openAPIV3Schema?: JsonSchema };
  readonly subresources?: {
    readonly status?: object;
    readonly scale?: { readonly specReplicasPath: string; readonly statusReplicasPath: string; readonly labelSelectorPath?: string };
  };
  readonly additionalPrinterColumns?: readonly PrinterColumn[];
}

/** What a custom kind is called: in paths, by people, and in groups of kinds. */
export interface CustomNames {
  readonly plural: string;
  readonly singular?: string;
  readonly kind: string;
  readonly listKind?: string;
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
}

/** The spec of a CustomResourceDefinition. */
export interface CustomDefinitionSpec {
  readonly group: string;
  readonly scope: "Namespaced" | "Cluster";
  readonly names: CustomNames;
  readonly versions: readonly CustomVersion[];
  readonly [key: string]: unknown;
}

/** The GroupResource of definitions themselves. */
export const DEFINITIONS = "customresourcedefinitions.apiextensions.k8s.io";

const specOf = (object: Candidate) => object.spec as CustomDefinitionSpec;
const storedVersion = ({ versions }: CustomDefinitionSpec) => versions.find(({ storage }) => storage)?.name;

const versionFaults = ({ versions = [] }: CustomDefinitionSpec): FieldCause[] => {
  const stored = versions.filter(({ storage }) => storage);
  const missing = versions.flatMap(({ schema }, i) =>
    schema?.openAPIV3Schema ? [] : [fieldCause.required(`spec.versions[${i}].schema.openAPIV3Schema`)],
  );
  if (stored.length !== 1) {
    return [
      fieldCause.invalid("spec.versions", versions, "must have exactly one version marked as storage version"),
      ...(stored.length === 0 ? [fieldCause.invalid("status.storedVersions", null, "must have at least one stored version")] : []),
    ];
  }
  return missing;
};

/** CustomResourceDefinitions. */
export const customDefinitionRules: KindRules = {
  defaults(object) {
    const spec = fill(specOf(object) ?? {}, { conversion: { strategy: "None" } });
    if (!spec.names) return { ...object, spec };
    const names = fill(spec.names, { singular: spec.names.kind?.toLowerCase(), listKind: `${spec.names.kind}List` });
    const versions = mapSame(spec.versions ?? [], (version) => fill(version, { served: false, storage: false }));
    return { ...object, spec: { ...spec, names, versions } };
  },
  initialStatus: (object) => ({
    conditions: null,
    acceptedNames: { plural: "", kind: "" },
    storedVersions: [storedVersion(specOf(object))].filter(Boolean),
  }),
  faults(object) {
    const spec = specOf(object);
    const { name } = object.metadata as { name: string };
    const { plural, kind } = spec.names ?? {};
    const missing = [
      ...(spec.group ? [] : [fieldCause.required("spec.group")]),
      ...(plural ? [] : [fieldCause.required("spec.names.plural")]),
      ...(kind ? [] : [fieldCause.required("spec.names.kind")]),
      ...(spec.scope === "Namespaced" || spec.scope === "Cluster"
        ? []
        : [fieldCause.notSupported("spec.scope", spec.scope ?? "", ["Cluster", "Namespaced"])]),
    ];
    const isNamed = name === `${plural}.${spec.group}`;
    const misnamed = isNamed ? [] : [fieldCause.invalid("metadata.name", name, 'must be spec.names.plural+"."+spec.group')];
    return [...misnamed, ...missing, ...versionFaults(spec)];
  },
};
