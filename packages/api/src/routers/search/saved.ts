import { SavedSearchView } from "@holdfast/contracts/saved-search";
import { listSavedSearches } from "@holdfast/services/search/list-saved-searches";
import { z } from "zod";
import { procedure } from "../../procedures";

/** The searches that the caller keeps, and those that others share. */
export const saved = procedure("search:save")
  .output(z.array(SavedSearchView))
  .query(({ ctx }) => listSavedSearches(ctx.as));
