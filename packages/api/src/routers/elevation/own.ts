import { ElevationView } from "@holdfast/contracts/elevation";
import { listOwnElevations } from "@holdfast/services/elevations/list-elevations";
import { z } from "zod";
import { procedure } from "../../procedures";

/** The caller's own elevations, the newest first. */
export const own = procedure("self:read")
  .output(z.array(ElevationView))
  .query(({ ctx }) => listOwnElevations(ctx.as));
