import { PolicyConflictView } from "@holdfast/contracts/compliance";
import { listPolicyConflicts } from "@holdfast/services/compliance/list-policy-conflicts";
import { z } from "zod";
import { procedure } from "../../procedures";

/** What is at odds among policies, as far as it can be shown. */
export const conflicts = procedure("policy:read")
  .output(z.array(PolicyConflictView))
  .query(({ ctx }) => listPolicyConflicts(ctx.as));
