import { z } from "zod";
import { agentContract } from "../command";
import { PolicyRef } from "../policy-object";

/** One object of a policy as the cluster has it. */
export const PolicyObjectState = PolicyRef.loose().extend({
  isPresent: z.boolean(),
  /** The annotation `holdfast.dev/content-hash` that the last apply left. */
  contentHash: z.string().nullable(),
  /** Whether what judges by it has taken up this generation: the API server's type checker, Gatekeeper's pods. */
  isObserved: z.boolean(),
  warnings: z.array(z.string()),
  /** Why what judges by it can't: Gatekeeper says so of a template that does not compile. */
  problems: z.array(z.string()).default([]),
});
export type PolicyObjectState = z.infer<typeof PolicyObjectState>;

/** What a cluster has of a policy's objects, read now. */
export const policyRead = agentContract(
  "policy.read",
  z.strictObject({ objects: z.array(PolicyRef).max(50) }),
  z.object({ objects: z.array(PolicyObjectState) }),
);
