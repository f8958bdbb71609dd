import { SavedSearchView, SaveSearch } from "@holdfast/contracts/saved-search";
import { saveSearch } from "@holdfast/services/search/save-search";
import { procedure } from "../../procedures";

/** Keeps a query under a name. */
export const save = procedure("search:save")
  .input(SaveSearch)
  .output(SavedSearchView)
  .mutation(({ ctx, input }) => saveSearch(ctx.as, input));
