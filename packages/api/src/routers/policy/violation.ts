import { ViolationDetail, ViolationRef } from "@holdfast/contracts/compliance";
import { getViolation } from "@holdfast/services/compliance/get-violation";
import { procedure } from "../../procedures";

/** One violation with every time that it was there. */
export const violation = procedure("policy:read")
  .input(ViolationRef)
  .output(ViolationDetail)
  .query(({ ctx, input }) => getViolation(ctx.as, input.id));
