import { Retention } from "@holdfast/contracts/retention";
import { getRetention } from "@holdfast/services/retention/get-retention";
import { procedure } from "../../procedures";

/** For how long things are kept, and how much there is of each. */
export const get = procedure("settings:manage")
  .output(Retention)
  .query(({ ctx }) => getRetention(ctx.as, ctx.platform.retention));
