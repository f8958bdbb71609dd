import { WaiverId } from "@holdfast/contracts/ids";
import { RequestWaiver } from "@holdfast/contracts/waiver";
import { requestWaiver as request } from "@holdfast/services/waivers/request-waiver";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Asks that what a policy says be excused for a time. */
export const requestWaiver = procedure("policy:push")
  .input(RequestWaiver)
  .output(z.object({ id: WaiverId }))
  .mutation(({ ctx, input }) => request(ctx.as, input));
