import { ListSvids, SvidPage } from "@holdfast/contracts/svid";
import { listSvids } from "@holdfast/services/identity/list-svids";
import { procedure } from "../../procedures";

/** A page of the agents' identities, with when each ends. */
export const list = procedure("fleet:read")
  .input(ListSvids)
  .output(SvidPage)
  .query(({ ctx, input }) => listSvids(ctx.as, input, ctx.platform.trustDomain));
