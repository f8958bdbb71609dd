import { z } from "zod";
import { agentContract } from "../command";
import { ObjectChange } from "../object-change";
import { PolicyObject, PolicyRef } from "../policy-object";

/**
 * Applies the objects of one policy version by server-side apply (field manager `holdfast`) and removes those that the
 * version before had and this one has not. Refused: `FieldConflict`, `InUse`, `Invalid`, `KindAbsent`, `NamespaceAbsent`, `NotAllowed`, `NotOurs`;
 * failed after some of it was done: `NotTakenUp`.
 */
export const policyApply = agentContract(
  "policy.apply",
  z.strictObject({
    policy: z.string().max(63),
    contentHash: z.string().length(64),
    objects: z.array(PolicyObject).max(50),
    remove: z.array(PolicyRef).max(50),
    /** Takes back what others decided of the objects, by force: only to correct drift. Absent for agents that do not know it. */
    takeOver: z.literal(true).optional(),
  }),
  z.object({ changes: z.array(ObjectChange) }),
);
