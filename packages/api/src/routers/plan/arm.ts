import { RequestArming } from "@holdfast/contracts/arming";
import { requestArming } from "@holdfast/services/arming/request-arming";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Asks that a plan may be begun without a person, for a time. Others have to approve it. */
export const arm = procedure("failover:request")
  .input(RequestArming)
  .output(z.object({ armingId: z.string() }))
  .mutation(({ ctx, input }) => requestArming(ctx.as, input));
