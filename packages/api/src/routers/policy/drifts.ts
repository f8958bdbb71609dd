import { DriftPage, ListDrifts } from "@holdfast/contracts/policy-drift";
import { listDrifts } from "@holdfast/services/policy-drift/list-drifts";
import { procedure } from "../../procedures";

/** The objects of policies that are not as pushed, the last first. */
export const drifts = procedure("policy:read")
  .input(ListDrifts)
  .output(DriftPage)
  .query(({ ctx, input }) => listDrifts(ctx.as, input));
