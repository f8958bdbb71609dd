import { isConstraintKind } from "@holdfast/contracts/policy-kinds";
import type { PolicyRef } from "@holdfast/contracts/policy-object";
import { type PolicyObjectState, policyRead } from "@holdfast/contracts/queries/policy-read";
import { isBehind, type KubeObject } from "@holdfast/domain/health/kube-object";
import { type GatekeeperObject, takenUp } from "../kube/constraint-templates";
import type { KubePort } from "../kube/kube-port";
import { CONTENT_HASH, policyRef, rememberedKind } from "../kube/policies";
import { pushing } from "../rbac/pushing";
import { defineQuery } from "./define-query";

interface AdmissionPolicy extends KubeObject {
  readonly status?: {
    readonly observedGeneration?: number;
    readonly typeChecking?: { readonly expressionWarnings?: readonly { readonly fieldRef?: string; readonly warning?: string }[] };
  };
}

type Judging = Pick<PolicyObjectState, "isObserved" | "warnings" | "problems">;

function typeChecked(object: AdmissionPolicy): Judging {
  const warnings = object.status?.typeChecking?.expressionWarnings ?? [];
  return {
    isObserved: !isBehind(object, object.status?.observedGeneration),
    warnings: warnings.map(({ fieldRef, warning }) => `${fieldRef ?? ""}: ${warning ?? ""}`),
    problems: [],
  };
}

/** Only some kinds say what became of them; of the others it is enough that they are there. */
function judgingOf(kind: string, object: KubeObject): Judging {
  if (kind === "ValidatingAdmissionPolicy") return typeChecked(object);
  if (kind !== "ConstraintTemplate" && !isConstraintKind(kind)) return { isObserved: true, warnings: [], problems: [] };
  const { isObserved, problems } = takenUp(object as GatekeeperObject);
  return { isObserved, warnings: [], problems: [...problems] };
}

/** What is remembered as absent is asked for again, once for all kinds. */
async function lookAgainForAbsent(kube: KubePort, kinds: readonly string[]): Promise<void> {
  for (const kind of kinds) if (!(await rememberedKind(kube, kind))) return void (await rememberedKind(kube, kind, true));
}

async function stateOf(kube: KubePort, ref: PolicyRef): Promise<PolicyObjectState> {
  const resource = await rememberedKind(kube, ref.kind);
  const object = resource && (await kube.read(policyRef(resource, ref)));
  if (!object) return { ...ref, isPresent: false, contentHash: null, isObserved: false, warnings: [], problems: [] };
  return { ...ref, isPresent: true, contentHash: object.metadata?.annotations?.[CONTENT_HASH] ?? null, ...judgingOf(ref.kind, object) };
}

/** `policy.read`: what the cluster has of a policy's objects now. */
export const readPolicy = defineQuery({
  contract: policyRead,
  rbac: pushing("admission").map((rule) => ({ ...rule, verbs: ["get"] })),
  async handle({ kube }, { objects }) {
    await lookAgainForAbsent(
      kube,
      objects.map(({ kind }) => kind),
    );
    return { objects: await Promise.all(objects.map((ref) => stateOf(kube, ref))) };
  },
});
