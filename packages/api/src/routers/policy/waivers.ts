import { ListWaivers, WaiverPage } from "@holdfast/contracts/waiver";
import { listWaivers } from "@holdfast/services/waivers/list-waivers";
import { procedure } from "../../procedures";

/** What is excused, was, or is asked to be. */
export const waivers = procedure("policy:read")
  .input(ListWaivers)
  .output(WaiverPage)
  .query(({ ctx, input }) => listWaivers(ctx.as, input));
