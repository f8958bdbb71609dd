import { AskWhoCan, HolderPage } from "@holdfast/contracts/access";
import { whoCan as ask } from "@holdfast/services/identity/who-can";
import { procedure } from "../../procedures";

/** A page of those who may do something, with the grants that decide. */
export const whoCan = procedure("access:read")
  .input(AskWhoCan)
  .output(HolderPage)
  .query(({ ctx, input }) => ask(ctx.as, input));
