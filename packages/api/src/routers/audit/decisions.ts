import { DecisionFilter, DecisionPage } from "@holdfast/contracts/decision-log";
import { listDecisions } from "@holdfast/services/audit/list-decisions";
import { procedure } from "../../procedures";

/** A page of what the policies decided, newest first. */
export const decisions = procedure("audit:read")
  .input(DecisionFilter)
  .output(DecisionPage)
  .query(({ ctx, input }) => listDecisions(ctx.as, input));
