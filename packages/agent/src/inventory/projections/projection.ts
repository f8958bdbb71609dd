import type { JsonObject } from "@holdfast/contracts/json";
import type { KubeObject } from "@holdfast/domain/health/kube-object";

/** What a record says beyond what every object has: the part that differs by kind. */
export interface Projection {
  readonly ready?: number | undefined;
  readonly desired?: number | undefined;
  readonly restarts?: number | undefined;
  readonly node?: string | undefined;
  readonly images?: readonly string[];
  readonly facts: JsonObject;
}

/** Turns an object into what is kept of it. Reads every field as optional; may throw on an object of another shape. */
export type Project = (object: KubeObject) => Projection;
