import { SearchAlertView, SetSearchAlert } from "@holdfast/contracts/search-alert";
import { setSearchAlert } from "@holdfast/services/alerts/set-search-alert";
import { procedure } from "../../procedures";

/** Switches the alert of a search of the caller's on, or changes it. */
export const setAlert = procedure("search:save")
  .input(SetSearchAlert)
  .output(SearchAlertView)
  .mutation(({ ctx, input }) => setSearchAlert(ctx.as, input));
