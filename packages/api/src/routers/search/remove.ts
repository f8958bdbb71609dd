import { deleteSavedSearch } from "@holdfast/services/search/delete-saved-search";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Deletes a search of the caller's. */
export const remove = procedure("search:save")
  .input(z.strictObject({ id: z.uuid() }))
  .output(z.void())
  .mutation(({ ctx, input }) => deleteSavedSearch(ctx.as, input.id));
