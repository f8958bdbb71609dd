import { ElevationId, ElevationView } from "@holdfast/contracts/elevation";
import { getElevation } from "@holdfast/services/elevations/list-elevations";
import { z } from "zod";
import { procedure } from "../../procedures";

/** One elevation, with what the caller may do about it. */
export const get = procedure("self:read")
  .input(z.strictObject({ elevationId: ElevationId }))
  .output(ElevationView)
  .query(({ ctx, input }) => getElevation(ctx.as, input.elevationId));
