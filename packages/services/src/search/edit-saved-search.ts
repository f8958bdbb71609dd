import { Fault } from "@holdfast/contracts/fault";
import type { EditSavedSearch, SavedSearchView } from "@holdfast/contracts/saved-search";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { ownSavedSearch } from "./own-saved-search";
import { savingPermission } from "./save-search";
import { savedSearchTarget, savedSearchView } from "./saved-search-view";

/** Gives one's saved search another name or other readers. Throws `AlreadyExists` for a name in use, `VersionConflict` when another tab was faster. */
export async function editSavedSearch(ctx: ServiceContext, input: EditSavedSearch): Promise<SavedSearchView> {
  const row = await ownSavedSearch(ctx, input.id, "search.edit");
  const target = savedSearchTarget(row);
  const decision = await authorise(ctx, { permission: savingPermission(input), action: "search.edit", target });
  const { name, isShared } = input;
  return transact(ctx.db, ctx.now, async (unit) => {
    const namesake = await unit.tx.savedSearch.findUnique({ where: { ownerId_name: { ownerId: row.ownerId, name } } });
    if (namesake && namesake.id !== row.id)
      throw new Fault("AlreadyExists", `You have a search named ${name} already. Choose another name.`);
    const version = input.version + 1;
    const changed = await unit.tx.savedSearch.updateMany({
      where: { id: row.id, version: input.version },
      data: { name, isShared, version },
    });
    if (changed.count === 0) throw new Fault("VersionConflict", `${row.name} was changed in the meantime. Look at it again, then save.`);
    unit.audit({
      actor: ctx.actor,
      action: "search.edit",
      target,
      outcome: "succeeded",
      reason: null,
      before: { name: row.name, isShared: row.isShared },
      after: { name, isShared },
      decision,
      requestId: ctx.requestId,
    });
    const alert = await unit.tx.searchAlert.findUnique({ where: { searchId: row.id } });
    return savedSearchView(ctx, { ...row, name, isShared, version }, alert);
  });
}
