import { ElevationId } from "@holdfast/contracts/elevation";
import { endElevation } from "@holdfast/services/elevations/end-elevation";
import { z } from "zod";
import { sessionProcedure } from "../../procedures";

/** Withdraws a request for a role, or ends what it led to. */
export const end = sessionProcedure("self:manage")
  .input(z.strictObject({ elevationId: ElevationId }))
  .mutation(({ ctx, input }) => endElevation(ctx.as, input.elevationId));
