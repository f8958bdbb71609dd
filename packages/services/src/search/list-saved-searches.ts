import type { SavedSearchView } from "@holdfast/contracts/saved-search";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { savedSearchView } from "./saved-search-view";

/** The caller's own searches and those that others share, by name. */
export async function listSavedSearches(ctx: ServiceContext): Promise<SavedSearchView[]> {
  await authorise(ctx, {
    permission: "search:save",
    action: "search.list",
    target: { kind: "saved-search", id: "all", name: "saved searches", clusterId: null },
  });
  const rows = await ctx.db.prisma.savedSearch.findMany({
    where: { OR: [{ ownerId: ctx.actor.id }, { isShared: true }] },
    include: { alert: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => savedSearchView(ctx, row, row.alert));
}
