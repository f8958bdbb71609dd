import type { Admission, AdmissionAnswer, AdmissionRequest } from "../kube/admission-port";
import { ApiError } from "../kube/api-error";
import type { ClusterStore, KubeObject } from "../kube/cluster-store";
import type { BindingSpec, PolicySpec } from "../kube/kinds/admission-rules";
import { resourceKey } from "../kube/resource-type";
import { celValue } from "./cel-values";
import { CompiledPolicy, type PolicyInput, type Violation } from "./compiled-policy";
import { isRequestMeant } from "./match-request";
import { policyFaults } from "./policy-faults";
import { BINDINGS, EXEMPT_GROUP, POLICIES } from "./policy-kinds";

interface Policy extends KubeObject {
  readonly spec: PolicySpec;
}
interface Binding extends KubeObject {
  readonly spec: BindingSpec;
}

/** A policy that is in force, by one binding. */
interface Enforcement {
  readonly policy: Policy;
  readonly binding: Binding;
  readonly compiled: CompiledPolicy;
}

const NOTHING: AdmissionAnswer = { denial: null, warnings: [] };
const CODES: Readonly<Record<string, number>> = { Forbidden: 403, Unauthorized: 401, RequestEntityTooLarge: 413, Invalid: 422 };

const denialOf = ({ type, name }: AdmissionRequest, { policy, binding }: Enforcement, { message, reason }: Violation): ApiError => {
  const text = `ValidatingAdmissionPolicy '${policy.metadata.name}' with binding '${binding.metadata.name}' denied request: ${message}`;
  const key = resourceKey(type.group, type.plural);
  const subject = name === "" ? key : `${key} ${JSON.stringify(name)}`;
  return new ApiError(CODES[reason] ?? 422, reason, `${subject} is forbidden: ${text}`, {
    ...(name === "" ? {} : { name }),
    ...(type.group === "" ? {} : { group: type.group }),
    kind: type.plural,
    causes: [{ message: text }],
  });
};

const requestValue = ({ type, subresource, name, namespace, operation, user, isDryRun, options }: AdmissionRequest) => {
  const kind = { group: type.group, version: type.version, kind: type.kind };
  const resource = { group: type.group, version: type.version, resource: type.plural };
  return {
    ...{ kind, resource, subResource: subresource, requestKind: kind, requestResource: resource, requestSubResource: subresource },
    ...{ name, namespace: namespace ?? "", operation, userInfo: { username: user, uid: "", groups: [], extra: {} } },
    ...{ dryRun: isDryRun, options },
  };
};

class PolicyAdmission implements Admission {
  private enforced: readonly Enforcement[] | null = null;
  private readonly compiledPolicies = new Map<string, { readonly policy: Policy; readonly compiled: CompiledPolicy }>();

  constructor(private readonly store: ClusterStore) {
    store.subscribe(({ resource, type, object }) => {
      if (resource !== POLICIES && resource !== BINDINGS) return;
      this.enforced = null;
      if (resource === POLICIES && type === "DELETED") this.compiledPolicies.delete(object.metadata.uid);
    });
  }

  decide(request: AdmissionRequest): AdmissionAnswer {
    const enforced = this.enforcements();
    if (enforced.length === 0 || request.type.group === EXEMPT_GROUP) return NOTHING;
    const namespace = request.namespace === null ? undefined : this.store.get("namespaces", null, request.namespace);
    const meant = enforced.filter(
      ({ policy, binding }) =>
        isRequestMeant(policy.spec.matchConstraints, request, namespace) && isRequestMeant(binding.spec.matchResources, request, namespace),
    );
    if (meant.length === 0) return NOTHING;
    return this.judge(meant, request, {
      object: celValue(request.object ?? null),
      oldObject: celValue(request.oldObject ?? null),
      request: celValue(requestValue(request)),
      namespaceObject: celValue(namespace ?? null),
    });
  }

  faults(type: AdmissionRequest["type"], object: Readonly<Record<string, unknown>>) {
    return type.key === POLICIES ? policyFaults((object as { spec?: PolicySpec }).spec ?? {}) : [];
  }

  private judge(meant: readonly Enforcement[], request: AdmissionRequest, input: PolicyInput): AdmissionAnswer {
    const warnings: string[] = [];
    let denial: ApiError | null = null;
    for (const enforcement of meant) {
      const { policy, binding, compiled } = enforcement;
      const actions = binding.spec.validationActions ?? [];
      for (const violation of compiled.violations(input)) {
        if (actions.includes("Deny")) denial ??= denialOf(request, enforcement, violation);
        if (!actions.includes("Warn")) continue;
        const subject = `ValidatingAdmissionPolicy '${policy.metadata.name}' with binding '${binding.metadata.name}'`;
        warnings.push(`Validation failed for ${subject}: ${violation.message}`);
      }
    }
    return { denial, warnings };
  }

  private enforcements(): readonly Enforcement[] {
    this.enforced ??= (this.store.list(BINDINGS) as readonly Binding[]).flatMap((binding) => {
      const policy = this.store.get(POLICIES, null, binding.spec.policyName ?? "") as Policy | undefined;
      return policy ? [{ policy, binding, compiled: this.compiledOf(policy) }] : [];
    });
    return this.enforced;
  }

  private compiledOf(policy: Policy): CompiledPolicy {
    const known = this.compiledPolicies.get(policy.metadata.uid);
    if (known?.policy.metadata.generation === policy.metadata.generation && known) return known.compiled;
    const compiled = new CompiledPolicy(policy.spec);
    this.compiledPolicies.set(policy.metadata.uid, { policy, compiled });
    return compiled;
  }
}

/** Enforces the ValidatingAdmissionPolicies of a cluster by their bindings, as its API server does. */
export const createPolicyAdmission = (store: ClusterStore): Admission => new PolicyAdmission(store);
