import type { KubeObject } from "@holdfast/domain/health/kube-object";
import type { ObservedTarget } from "./observed-target";

/** What is read of a CustomResourceDefinition to observe its objects. */
export interface DefinitionObject extends KubeObject {
  readonly spec?: {
    readonly group?: string;
    readonly scope?: string;
    readonly names?: { readonly plural?: string; readonly kind?: string };
    readonly versions?: readonly { readonly name?: string; readonly served?: boolean; readonly storage?: boolean }[];
  };
}

/** The resource that a definition adds: its served versions, the stored one first. Undefined for a broken definition. */
export function customTarget({ spec }: DefinitionObject): ObservedTarget | undefined {
  const { plural, kind } = spec?.names ?? {};
  if (!spec?.group || !plural || !kind) return undefined;
  const served = (spec.versions ?? []).filter((version) => version.served).sort((a, b) => Number(b.storage ?? 0) - Number(a.storage ?? 0));
  return {
    key: `${plural}.${spec.group}`,
    group: spec.group,
    plural,
    kind,
    isNamespaced: spec.scope === "Namespaced",
    versions: served.flatMap((version) => version.name ?? []),
    isMetadataOnly: true,
  };
}
