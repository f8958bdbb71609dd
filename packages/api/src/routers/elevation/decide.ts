import { DecideElevation } from "@holdfast/contracts/elevation";
import { decideElevation } from "@holdfast/services/elevations/decide-elevation";
import { sessionProcedure } from "../../procedures";

/** Says yes or no to somebody who asked for a role. */
export const decide = sessionProcedure("elevation:decide")
  .input(DecideElevation)
  .mutation(({ ctx, input }) => decideElevation(ctx.as, input));
