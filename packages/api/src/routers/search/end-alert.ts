import { endSearchAlert } from "@holdfast/services/alerts/end-search-alert";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Switches the alert of a search of the caller's off. */
export const endAlert = procedure("search:save")
  .input(z.strictObject({ searchId: z.uuid() }))
  .output(z.void())
  .mutation(({ ctx, input }) => endSearchAlert(ctx.as, input.searchId));
