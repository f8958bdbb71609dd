import { ListViolations, ViolationPage } from "@holdfast/contracts/compliance";
import { listViolations } from "@holdfast/services/compliance/list-violations";
import { procedure } from "../../procedures";

/** What deployed policies say of what runs, and said. */
export const violations = procedure("policy:read")
  .input(ListViolations)
  .output(ViolationPage)
  .query(({ ctx, input }) => listViolations(ctx.as, input));
