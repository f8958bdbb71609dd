import type { AdmissionRequest as PolicyRequest } from "@holdfast/policy-engines/admission/admission-request";
import { judgeRequest, type Verdict } from "@holdfast/policy-engines/admission/judge-request";
import type { BindingSpec, PolicySpec } from "@holdfast/policy-engines/admission/policy-spec";
import { isPrepared, type PreparedPolicy, preparePolicy } from "@holdfast/policy-engines/admission/prepare-policy";
import type { Admission, AdmissionAnswer, AdmissionRequest } from "../kube/admission-port";
import { ApiError } from "../kube/api-error";
import type { ClusterStore, KubeObject } from "../kube/cluster-store";
import { resourceKey } from "../kube/resource-type";
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
  readonly prepared: PreparedPolicy;
  readonly binding: Binding;
}

const NOTHING: AdmissionAnswer = { denial: null, warnings: [] };
const denialOf = ({ type, name }: AdmissionRequest, { message, reason, code }: NonNullable<Verdict["denial"]>): ApiError => {
  const key = resourceKey(type.group, type.plural);
  const subject = name === "" ? key : `${key} ${JSON.stringify(name)}`;
  return new ApiError(code, reason, `${subject} is forbidden: ${message}`, {
    ...(name === "" ? {} : { name }),
    ...(type.group === "" ? {} : { group: type.group }),
    kind: type.plural,
    causes: [{ message }],
  });
};

const policyRequest = (request: AdmissionRequest, namespace: KubeObject | undefined): PolicyRequest => {
  const { type, subresource, name, operation, user, isDryRun, options } = request;
  return {
    ...{ operation: operation as PolicyRequest["operation"], kind: type.kind, isNamespaced: type.isNamespaced, subresource, name },
    resource: { group: type.group, version: type.version, resource: type.plural },
    namespace: request.namespace ?? "",
    object: (request.object as PolicyRequest["object"] | undefined) ?? null,
    oldObject: (request.oldObject as PolicyRequest["object"] | undefined) ?? null,
    namespaceObject: (namespace as PolicyRequest["object"] | undefined) ?? null,
    ...{ user: { username: user }, isDryRun, options },
  };
};

class PolicyAdmission implements Admission {
  private enforced: readonly Enforcement[] | null = null;
  private readonly preparedPolicies = new Map<string, { readonly generation: number | undefined; readonly prepared: PreparedPolicy }>();

  constructor(private readonly store: ClusterStore) {
    store.subscribe(({ resource, type, object }) => {
      if (resource !== POLICIES && resource !== BINDINGS) return;
      this.enforced = null;
      if (resource === POLICIES && type === "DELETED") this.preparedPolicies.delete(object.metadata.uid);
    });
  }

  decide(request: AdmissionRequest): AdmissionAnswer {
    const enforced = this.enforcements();
    if (enforced.length === 0 || request.type.group === EXEMPT_GROUP) return NOTHING;
    const namespace = request.namespace === null ? undefined : this.store.get("namespaces", null, request.namespace);
    return this.judge(enforced, request, policyRequest(request, namespace));
  }

  faults(type: AdmissionRequest["type"], object: Readonly<Record<string, unknown>>) {
    return type.key === POLICIES ? policyFaults((object as { spec?: PolicySpec }).spec ?? {}) : [];
  }

  private judge(enforced: readonly Enforcement[], request: AdmissionRequest, shown: PolicyRequest): AdmissionAnswer {
    const verdicts = enforced.map(({ prepared, binding }) => judgeRequest(prepared, binding, shown));
    const denial = verdicts.find((verdict) => verdict.denial !== null)?.denial;
    return { denial: denial ? denialOf(request, denial) : null, warnings: verdicts.flatMap(({ warnings }) => warnings) };
  }

  private enforcements(): readonly Enforcement[] {
    this.enforced ??= (this.store.list(BINDINGS) as readonly Binding[]).flatMap((binding) => {
      const policy = this.store.get(POLICIES, null, binding.spec.policyName ?? "") as Policy | undefined;
      return policy ? [{ binding, prepared: this.preparedOf(policy) }] : [];
    });
    return this.enforced;
  }

  private preparedOf(policy: Policy): PreparedPolicy {
    const { uid, generation } = policy.metadata;
    const known = this.preparedPolicies.get(uid);
    if (known && known.generation === generation) return known.prepared;
    const prepared = preparePolicy(policy);
    if (!isPrepared(prepared)) throw new Error(`${policy.metadata.name} was not checked when it was written`);
    this.preparedPolicies.set(uid, { generation, prepared });
    return prepared;
  }
}

/** Enforces the ValidatingAdmissionPolicies of a cluster by their bindings, as its API server does. */
export const createPolicyAdmission = (store: ClusterStore): Admission => new PolicyAdmission(store);
