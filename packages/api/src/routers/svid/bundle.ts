import { TrustBundle } from "@holdfast/contracts/svid";
import { procedure } from "../../procedures";

/** The authority that every SVID comes from. */
export const bundle = procedure("fleet:read")
  .output(TrustBundle)
  .query(({ ctx }) => ctx.platform.trustBundle);
