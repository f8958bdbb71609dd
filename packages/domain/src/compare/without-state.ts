import type { Json, JsonObject } from "@holdfast/contracts/json";

/** Facts that a cluster decides or observes by itself: nobody sets them, so two clusters need not share them. */
const STATE = new Set([
  ...["replicas", "updated", "available", "generation", "observedGeneration", "revision", "conditions", "phase"],
  ...["clusterIp", "addresses", "volume", "capacityBytes", "used", "disruptionsAllowed", "expectedPods"],
  ...["active", "failed", "lastScaledAt", "lastScheduledAt", "lastSucceededAt", "startedAt", "completedAt"],
]);
/** Below the first level these as well: a port that was drawn, and images, which are compared by themselves. */
const STATE_BELOW = new Set(["nodePort", "image"]);

function below(value: Json): Json {
  if (Array.isArray(value)) return value.map(below);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, each]) => (STATE_BELOW.has(key) ? [] : [[key, below(each)]])));
}

/** The facts that somebody set. */
export const withoutState = (facts: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(facts).flatMap(([key, value]) => (STATE.has(key) ? [] : [[key, below(value)]])));
