import { FoundFacets, QueryText } from "@holdfast/contracts/search";
import { countFound } from "@holdfast/services/search/count-found";
import { z } from "zod";
import { procedure } from "../../procedures";

/** How much of what a query finds there is of each kind and on each cluster. */
export const facets = procedure("inventory:read")
  .input(z.strictObject({ query: QueryText }))
  .output(FoundFacets)
  .query(({ ctx, input }) => countFound(ctx.as, input.query));
