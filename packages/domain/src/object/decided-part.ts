import type { Json, JsonObject } from "@holdfast/contracts/json";
import type { KubeObject } from "../health/kube-object";

/** What of an object somebody decided: without what the API server and its controllers write by themselves. */
export function decidedPart(object: KubeObject): JsonObject {
  const { metadata, status: _, apiVersion: _version, kind: _kind, ...rest } = object;
  // What came from the API server as JSON is JSON.
  return { ...(rest as { [key: string]: Json }), metadata: { labels: metadata?.labels ?? {}, annotations: metadata?.annotations ?? {} } };
}
