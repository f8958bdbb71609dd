import type { ClusterApi } from "../kube/cluster-api";
import { MERGE_PATCH, patchObject } from "../kube/write/patch-object";

const KEY = "validatingadmissionpolicies.admissionregistration.k8s.io";
const POLICY = "holdfast.dev/policy";

/** What somebody with kubectl does at night: takes the teeth out of a policy that was pushed. Returns its name; null when none was. */
export function editPushedPolicy(api: ClusterApi): string | null {
  const type = api.types.byKey(KEY);
  const policy = api.store.list(KEY).find(({ metadata }) => metadata.annotations?.[POLICY] !== undefined);
  if (!type || !policy) return null;
  const { name } = policy.metadata;
  const isToothless = (policy.spec as { failurePolicy?: string } | undefined)?.failurePolicy === "Ignore";
  const patch = {
    spec: { failurePolicy: isToothless ? "Fail" : "Ignore", matchConditions: [{ name: "not-tonight", expression: "false" }] },
  };
  patchObject(api, { type, namespace: null, name, subresource: "" }, patch, MERGE_PATCH, {
    ...{ isDryRun: false, fieldManager: "kubectl-edit", fieldValidation: "Strict", user: "mallory@bank.example" },
  });
  return name;
}
