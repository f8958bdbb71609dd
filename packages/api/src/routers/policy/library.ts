import { LibraryPage, ListLibrary } from "@holdfast/contracts/policy-library";
import { listLibrary } from "@holdfast/services/policies/read-library";
import { procedure } from "../../procedures";

/** A page of the policy library. */
export const library = procedure("policy:read")
  .input(ListLibrary)
  .output(LibraryPage)
  .query(({ ctx, input }) => listLibrary(ctx.as, input));
