import { expressionsOf } from "@holdfast/policy-engines/admission/policy-expressions";
import type { PolicySpec } from "@holdfast/policy-engines/admission/policy-spec";
import { compileExpression, isRefused } from "@holdfast/policy-engines/cel/compile-expression";
import { issuesText } from "@holdfast/policy-engines/cel/compile-fault";
import type { ClusterStore, KubeObject } from "../kube/cluster-store";
import type { ResourceRegistry } from "../kube/resource-registry";
import type { ResourceType } from "../kube/resource-type";
import { POLICIES } from "./policy-kinds";
import { withObjectType } from "./schema-types";

const MAX_TYPES = 10;

/** The kinds that a policy names one by one; wildcards cannot be checked, and the real server leaves them out too. */
const typesOf = (spec: PolicySpec, registry: ResourceRegistry): ResourceType[] => {
  const named = (spec.matchConstraints?.resourceRules ?? []).flatMap(({ apiGroups = [], apiVersions = [], resources = [] }) =>
    apiGroups.flatMap((group) => apiVersions.flatMap((version) => resources.map((plural) => registry.find(group, version, plural)))),
  );
  const types = named.filter((type) => type !== undefined);
  return [...new Set(types)].toSorted((a, b) => (`${a.apiVersion}/${a.kind}` < `${b.apiVersion}/${b.kind}` ? -1 : 1)).slice(0, MAX_TYPES);
};

/** What the expressions of a policy ask for that a kind does not have, by the path of the expression. */
const warningsFor = (spec: PolicySpec, { schema, apiVersion, kind }: ResourceType): (readonly [path: string, warning: string])[] =>
  expressionsOf(spec, (environment) => (schema ? withObjectType(environment, schema) : environment))
    .filter(({ path }) => path.startsWith("spec.validations"))
    .flatMap(({ path, text, environment }) => {
      const compiled = compileExpression(text, environment);
      return isRefused(compiled) ? [[path, `${apiVersion}, Kind=${kind}: ${issuesText(text, compiled.issues)}\n`] as const] : [];
    });

const warningsOf = (spec: PolicySpec, registry: ResourceRegistry) => {
  const all = typesOf(spec, registry).flatMap((type) => warningsFor(spec, type));
  const paths = [...new Set(all.map(([path]) => path))];
  return paths.map((fieldRef) => ({
    fieldRef,
    warning: all
      .filter(([path]) => path === fieldRef)
      .map(([, warning]) => warning)
      .join("\n"),
  }));
};

/** Writes into the status of each policy which generation was seen, and what its expressions ask for that the kinds do not have. */
export function followPolicyTypes(store: ClusterStore, registry: ResourceRegistry): void {
  store.subscribe(({ type, resource, object }) => {
    if (resource !== POLICIES || type === "DELETED") return;
    const { observedGeneration } = (object.status ?? {}) as { observedGeneration?: number };
    if (observedGeneration === object.metadata.generation) return;
    const expressionWarnings = warningsOf((object as KubeObject & { spec: PolicySpec }).spec, registry);
    const typeChecking = expressionWarnings.length > 0 ? { expressionWarnings } : {};
    store.update(POLICIES, null, object.metadata.name, (current) => ({
      ...current,
      status: { ...(current.status as object | undefined), observedGeneration: object.metadata.generation, typeChecking },
    }));
  });
}
