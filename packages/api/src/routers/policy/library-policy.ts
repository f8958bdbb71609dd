import { LibraryEntry, LibraryPolicyId } from "@holdfast/contracts/policy-library";
import { getLibraryPolicy } from "@holdfast/services/policies/read-library";
import { z } from "zod";
import { procedure } from "../../procedures";

/** One policy of the library with its texts. */
export const libraryPolicy = procedure("policy:read")
  .input(z.strictObject({ id: LibraryPolicyId }))
  .output(LibraryEntry)
  .query(({ ctx, input }) => getLibraryPolicy(ctx.as, input.id));
