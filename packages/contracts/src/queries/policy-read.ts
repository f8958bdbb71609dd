import { z } from "zod";
import { agentContract } from "../command";
import { PolicyKind } from "../policy-object";

/** One object of a policy as the cluster has it. */
export const PolicyObjectState = z.object({
  kind: PolicyKind,
  name: z.string(),
  isPresent: z.boolean(),
  /** The annotation `holdfast.dev/content-hash` that the last apply left. */
  contentHash: z.string().nullable(),
  /** Whether the API server has type-checked this generation, and what it warned of. */
  isObserved: z.boolean(),
  warnings: z.array(z.string()),
});
export type PolicyObjectState = z.infer<typeof PolicyObjectState>;

/** What a cluster has of a policy's objects, read now. */
export const policyRead = agentContract(
  "policy.read",
  z.strictObject({ objects: z.array(z.strictObject({ kind: PolicyKind, name: z.string().max(253) })).max(50) }),
  z.object({ objects: z.array(PolicyObjectState) }),
);
