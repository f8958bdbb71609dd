import type { JsonObject } from "@holdfast/contracts/json";
import { type PolicyRef, refText } from "@holdfast/contracts/policy-object";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { templateKind } from "@holdfast/domain/policy/template-kind";
import type { KubePort } from "../kube/kube-port";
import { findPolicyKind, ownerPolicy } from "../kube/policies";
import { Refused } from "./define-command";

/** Refuses the removal of a template while somebody else has constraints of its kind: Gatekeeper would remove them with it. */
export async function checkNotInUse(kube: KubePort, ref: PolicyRef, live: KubeObject, policy: string): Promise<void> {
  const kind = ref.kind === "ConstraintTemplate" ? templateKind({ spec: (live as { spec?: JsonObject }).spec ?? {} }) : undefined;
  const resource = kind === undefined ? undefined : await findPolicyKind(kube, kind);
  if (!kind || !resource) return;
  const others = (await kube.list(resource)).filter((constraint) => ownerPolicy(constraint) !== policy);
  const [first] = others;
  if (first)
    throw new Refused(
      "InUse",
      `The ${refText(ref)} is left there: ${refText({ kind, name: first.metadata?.name ?? "" })} is not of this policy and would go with it. Remove it first.`,
    );
}
