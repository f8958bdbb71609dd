import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { ownSavedSearch } from "./own-saved-search";
import { savedSearchTarget } from "./saved-search-view";

/** Deletes one's saved search, for everybody who saw it. */
export async function deleteSavedSearch(ctx: ServiceContext, id: string): Promise<void> {
  const row = await ownSavedSearch(ctx, id, "search.delete");
  const target = savedSearchTarget(row);
  const decision = await authorise(ctx, { permission: "search:save", action: "search.delete", target });
  await transact(ctx.db, ctx.now, async (unit) => {
    const gone = await unit.tx.savedSearch.deleteMany({ where: { id: row.id } });
    if (gone.count === 0) return;
    unit.audit({
      actor: ctx.actor,
      action: "search.delete",
      target,
      outcome: "succeeded",
      reason: null,
      before: { name: row.name, query: row.query, isShared: row.isShared },
      after: null,
      decision,
      requestId: ctx.requestId,
    });
  });
}
