import { PolicyListRow } from "@holdfast/contracts/policy";
import { listPolicies } from "@holdfast/services/policies/list-policies";
import { z } from "zod";
import { procedure } from "../../procedures";

/** All policies. */
export const list = procedure("policy:read")
  .output(z.array(PolicyListRow))
  .query(({ ctx }) => listPolicies(ctx.as));
