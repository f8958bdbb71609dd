import { SetRetention } from "@holdfast/contracts/retention";
import { setRetention } from "@holdfast/services/retention/set-retention";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Says for how many days something is kept. */
export const set = procedure("settings:manage")
  .input(SetRetention)
  .output(z.void())
  .mutation(({ ctx, input }) => setRetention(ctx.as, ctx.platform.retention, input));
