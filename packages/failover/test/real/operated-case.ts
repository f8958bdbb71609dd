import type { JsonObject } from "@holdfast/contracts/json";
import type { StepName } from "@holdfast/contracts/plan-step";

/** The namespace in which the cases work. */
export const NAMESPACE = "bank";

/** Where the objects of an added kind are. */
export const custom = (group: string, version: string, plural: string) => `/apis/${group}/${version}/namespaces/${NAMESPACE}/${plural}`;

/** An object as a test reads it. */
export interface RealObject {
  readonly metadata: { readonly name: string; readonly generation: number; readonly resourceVersion: string };
  readonly spec: JsonObject;
  readonly status?: JsonObject;
}

/** What a controller writes: its status, and what some keep in annotations. */
export interface Operated {
  readonly status: JsonObject;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Fields at the top of the object that the controller takes away. */
  readonly takes?: readonly string[];
}

/** One step with the object that it changes, and what the operator of that object does when it sees the change. */
export interface OperatedCase {
  readonly use: StepName;
  readonly with: JsonObject;
  readonly path: string;
  /** The definitions that bring the kind; none where Kubernetes has it. */
  readonly definitions: readonly object[];
  readonly isClusterWide?: boolean;
  /** Its operator runs at neither of the two sites. */
  readonly isElsewhere?: boolean;
  readonly object: object;
  /** Another object that it refers to. */
  readonly beside?: { readonly path: string; readonly object: object };
  /** What its controller writes when it sees the object; left out where no controller is waited for. */
  operate?(object: RealObject): Operated;
  /** Its definition has no status subresource, so that its controller writes the object itself. */
  readonly hasPlainStatus?: boolean;
  /** What the step changes, as it is read before and after. */
  read(object: RealObject): unknown;
  readonly before: unknown;
  readonly after: unknown;
  /** How somebody else changes it, as a merge patch; none where there is no third state. */
  readonly strange?: object;
  readonly isIrreversible?: boolean;
}
