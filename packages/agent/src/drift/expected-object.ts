import { factsOfKind } from "@holdfast/contracts/policy-kinds";
import type { PolicyObject } from "@holdfast/contracts/policy-object";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import type { KubePort, ObjectRef, PatchOperation } from "../kube/kube-port";

/** What is not the policy's to decide of an object as a whole. */
const NOT_DECIDED = ["apiVersion", "kind", "metadata", "status"];

/** Puts every decided part of an object as it is wanted, and takes away those that are not wanted. */
function replacing({ spec, ...beside }: PolicyObject, live: KubeObject): PatchOperation[] {
  const wanted: Readonly<Record<string, unknown>> = factsOfKind(beside.kind).body === "spec" ? { ...beside, spec } : beside;
  const decided = (object: object) => Object.keys(object).filter((key) => !NOT_DECIDED.includes(key));
  return [
    ...decided(wanted).map((key): PatchOperation => ({ op: "add", path: `/${key}`, value: wanted[key] })),
    ...decided(live)
      .filter((key) => !(key in wanted))
      .map((key): PatchOperation => ({ op: "remove", path: `/${key}` })),
  ];
}

/**
 * What the object would be if all that is decided of it were as wanted and nothing else: the API server fills in its own defaults, in a
 * dry run. A plain apply would leave what somebody else has added.
 */
export const expectedObject = async (rehearsal: KubePort, ref: ObjectRef, wanted: PolicyObject, live: KubeObject): Promise<KubeObject> =>
  (await rehearsal.patch<KubeObject>(ref, replacing(wanted, live))).body;
