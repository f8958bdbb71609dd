import { LogSources } from "@holdfast/contracts/logs";
import { ObjectRef } from "@holdfast/contracts/object";
import { logSources } from "@holdfast/services/logs/log-sources";
import { procedure } from "../../procedures";

/** The pods whose logs belong to an object. */
export const sources = procedure("inventory:read")
  .input(ObjectRef)
  .output(LogSources)
  .query(({ ctx, input }) => logSources(ctx.as, input));
