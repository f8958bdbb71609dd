import { RevokeWaiver } from "@holdfast/contracts/waiver";
import { revokeWaiver as revoke } from "@holdfast/services/waivers/revoke-waiver";
import { procedure } from "../../procedures";

/** Ends a waiver before its time, or takes a request back. */
export const revokeWaiver = procedure("policy:push")
  .input(RevokeWaiver)
  .mutation(({ ctx, input }) => revoke(ctx.as, input));
