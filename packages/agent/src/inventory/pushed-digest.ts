import type { Json } from "@holdfast/contracts/json";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { decidedPart } from "@holdfast/domain/object/decided-part";
import { canonicalJson, digestOf } from "./digest";

const POLICY = "holdfast.dev/policy";

/** Of an object that a policy put there: a digest of all that is decided of it, so that no change of it escapes the hub. */
export function pushedDigest(object: KubeObject): string | undefined {
  if (!object.metadata?.annotations?.[POLICY]) return undefined;
  const { metadata: _, ...decided } = decidedPart(object);
  return digestOf(canonicalJson(decided as Json)).toString();
}
