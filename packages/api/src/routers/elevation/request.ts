import { ElevationId, RequestElevation } from "@holdfast/contracts/elevation";
import { requestElevation } from "@holdfast/services/elevations/request-elevation";
import { z } from "zod";
import { sessionProcedure } from "../../procedures";

/** Asks for a role for some hours. */
export const request = sessionProcedure("self:manage")
  .input(RequestElevation)
  .output(z.object({ id: ElevationId }))
  .mutation(({ ctx, input }) => requestElevation(ctx.as, input));
