import { Fault } from "@holdfast/contracts/fault";
import type { SavedSearch } from "@holdfast/db/generated/prisma/client";
import { refuse } from "../access/refuse";
import type { ServiceContext } from "../context/service-context";
import { savedSearchTarget } from "./saved-search-view";

/** The caller's own saved search. Somebody else's private one does not exist for the caller; a shared one is refused, and that is on record. */
export async function ownSavedSearch(ctx: ServiceContext, id: string, action: string): Promise<SavedSearch> {
  const row = await ctx.db.prisma.savedSearch.findUnique({ where: { id } });
  const isOwn = row?.ownerId === ctx.actor.id;
  if (!row || !(isOwn || row.isShared)) throw new Fault("NotFound", "There is no such search any more.");
  if (!isOwn)
    return refuse(
      ctx,
      { action, target: savedSearchTarget(row) },
      new Fault("Forbidden", `This search is ${row.ownerName}'s. Save it under a name of your own to change it.`),
    );
  return row;
}
