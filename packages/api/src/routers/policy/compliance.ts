import { CompliancePage, ListCompliance } from "@holdfast/contracts/compliance";
import { listCompliance } from "@holdfast/services/compliance/list-compliance";
import { procedure } from "../../procedures";

/** How each cluster stands towards each policy. */
export const compliance = procedure("policy:read")
  .input(ListCompliance)
  .output(CompliancePage)
  .query(({ ctx, input }) => listCompliance(ctx.as, input));
