import { Fault } from "@holdfast/contracts/fault";
import type { SavedSearchView, SaveSearch } from "@holdfast/contracts/saved-search";
import { transact } from "@holdfast/db/transact";
import { describeQueryProblem } from "@holdfast/domain/search/describe-query-problem";
import { parseQuery } from "@holdfast/domain/search/parse-query";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { savedSearchTarget, savedSearchView } from "./saved-search-view";

const MOST = 200;

/** The right that a saved search needs: sharing one is more than keeping it. */
export const savingPermission = ({ isShared }: { readonly isShared: boolean }) => (isShared ? "search:share" : "search:save");

/**
 * Keeps a query under a name, for the caller alone or for everybody. Throws `InvalidInput` with the place of every problem of the
 * query, and `AlreadyExists` for a name that the caller uses already.
 */
export async function saveSearch(ctx: ServiceContext, input: SaveSearch): Promise<SavedSearchView> {
  const id = uuid();
  const target = savedSearchTarget({ id, name: input.name });
  const decision = await authorise(ctx, { permission: savingPermission(input), action: "search.save", target });
  const parsed = parseQuery(input.query);
  if (!parsed.isValid) throw new Fault("InvalidInput", parsed.problems.map(describeQueryProblem).join("\n"));
  return transact(ctx.db, ctx.now, async (unit) => {
    const own = await unit.tx.savedSearch.findMany({ where: { ownerId: ctx.actor.id }, select: { name: true } });
    if (own.some(({ name }) => name === input.name))
      throw new Fault("AlreadyExists", `You have a search named ${input.name} already. Choose another name.`);
    if (own.length >= MOST) throw new Fault("TooLarge", `You keep ${MOST} searches already. Delete one first.`);
    const row = await unit.tx.savedSearch.create({
      data: { id, ...input, ownerId: ctx.actor.id, ownerName: ctx.actor.name, savedAt: ctx.now() },
    });
    unit.audit({
      actor: ctx.actor,
      action: "search.save",
      target,
      outcome: "succeeded",
      reason: null,
      before: null,
      after: { ...input },
      decision,
      requestId: ctx.requestId,
    });
    return savedSearchView(ctx, row, null);
  });
}
