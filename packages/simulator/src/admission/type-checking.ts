import type { ClusterStore, KubeObject } from "../kube/cluster-store";
import type { PolicySpec } from "../kube/kinds/admission-rules";
import type { ResourceRegistry } from "../kube/resource-registry";
import type { ResourceType } from "../kube/resource-type";
import { checkExpression, expressionsOf } from "./policy-faults";
import { POLICIES } from "./policy-kinds";

const MAX_TYPES = 10;

/** The kinds that a policy names one by one; wildcards cannot be checked, and the real server leaves them out too. */
const typesOf = (spec: PolicySpec, registry: ResourceRegistry): ResourceType[] => {
  const named = (spec.matchConstraints?.resourceRules ?? []).flatMap(({ apiGroups = [], apiVersions = [], resources = [] }) =>
    apiGroups.flatMap((group) => apiVersions.flatMap((version) => resources.map((plural) => registry.find(group, version, plural)))),
  );
  const types = named.filter((type) => type !== undefined);
  return [...new Set(types)].toSorted((a, b) => (`${a.apiVersion}/${a.kind}` < `${b.apiVersion}/${b.kind}` ? -1 : 1)).slice(0, MAX_TYPES);
};

const warningsOf = (spec: PolicySpec, registry: ResourceRegistry) => {
  const types = typesOf(spec, registry);
  const checkedExpressions = expressionsOf(spec).filter(({ path }) => path.startsWith("spec.validations"));
  return checkedExpressions.flatMap((expression) => {
    const faults = types.flatMap((type) => {
      const checked = checkExpression(expression, type.schema, spec.paramKind !== undefined);
      return "fault" in checked ? [`${type.apiVersion}, Kind=${type.kind}: ${checked.fault}\n`] : [];
    });
    return faults.length > 0 ? [{ fieldRef: expression.path, warning: faults.join("\n") }] : [];
  });
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
