import { CompleteQuery, Completion } from "@holdfast/contracts/search";
import { completeQuery } from "@holdfast/services/search/complete-query";
import { procedure } from "../../procedures";

/** What could be written at a place in a query. */
export const complete = procedure("inventory:read")
  .input(CompleteQuery)
  .output(Completion)
  .query(({ ctx, input }) => completeQuery(ctx.as, input));
