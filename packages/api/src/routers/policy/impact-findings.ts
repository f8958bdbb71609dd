import { ImpactFindingPage, ListImpactFindings } from "@holdfast/contracts/policy-impact";
import { listImpactFindings } from "@holdfast/services/policy-impact/list-impact-findings";
import { procedure } from "../../procedures";

/** What a version would deny, warn at or note of what runs now, by workload. */
export const impactFindings = procedure("policy:read")
  .input(ListImpactFindings)
  .output(ImpactFindingPage)
  .query(({ ctx, input }) => listImpactFindings(ctx.as, input));
