import { EditSavedSearch, SavedSearchView } from "@holdfast/contracts/saved-search";
import { editSavedSearch } from "@holdfast/services/search/edit-saved-search";
import { procedure } from "../../procedures";

/** Gives a search of the caller's another name or other readers. */
export const edit = procedure("search:save")
  .input(EditSavedSearch)
  .output(SavedSearchView)
  .mutation(({ ctx, input }) => editSavedSearch(ctx.as, input));
