import type { JsonObject } from "@holdfast/contracts/json";
import type { PolicyObject } from "@holdfast/contracts/policy-object";

/** A write as an API server would show it to a policy. */
export interface JudgedWrite {
  readonly operation: "CREATE" | "UPDATE";
  readonly resource: { readonly group: string; readonly version: string; readonly resource: string };
  readonly kind: string;
  readonly isNamespaced: boolean;
  readonly name: string;
  /** Empty for what has no namespace. */
  readonly namespace: string;
  readonly object: JsonObject;
  readonly oldObject: JsonObject | null;
  readonly namespaceObject: JsonObject | null;
  readonly user: { readonly username: string; readonly groups: readonly string[] };
}

/** The way to what an API server would say of writes. */
export interface ImpactJudge {
  /**
   * For each write, in their order, what the policy finds fault with by this binding, in the API server's words; of a ConstraintTemplate
   * by this constraint, in Gatekeeper's. Rejects with a `Fault` when the policy is none that they would take, and when it takes too long.
   */
  judge(policy: PolicyObject, binding: PolicyObject, writes: readonly JudgedWrite[]): Promise<readonly (readonly string[])[]>;
}
