import { Fault } from "@holdfast/contracts/fault";
import { UserId } from "@holdfast/contracts/ids";
import type { Worded } from "@holdfast/contracts/phrase";
import { AlertCondition } from "@holdfast/contracts/search-alert";
import { worded } from "@holdfast/contracts/worded";
import type { SavedSearch, SearchAlert } from "@holdfast/db/generated/prisma/client";
import { type Lease, requireLease } from "@holdfast/db/lease";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import { transact, type Unit } from "@holdfast/db/transact";
import { describeQueryProblem } from "@holdfast/domain/search/describe-query-problem";
import { parseQuery } from "@holdfast/domain/search/parse-query";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { userContext } from "../context/user-context";
import { countFound } from "../search/count-found";
import { FOUND_CAP } from "../search/find-keys";
import { foundSet } from "../search/found-set";
import { followAlert, holds } from "./follow-alert";
import { type Memory, type NewResults, newResults, packKeys, unpackKeys } from "./new-results";

/** So many alerts are looked at in one turn, those first that waited longest. */
const MOST_AT_ONCE = 200;

type Row = SearchAlert & { search: SavedSearch };
type Counted = { readonly found: number; readonly isCapped: boolean; readonly news?: NewResults } | { readonly problem: Worded };

/** Counts with the rights that the owner has at this moment; why not, where that can't be. */
async function count(ctx: ServiceContext, row: Row): Promise<Counted> {
  const { search } = row;
  const owner = userContext(
    { db: ctx.db, now: ctx.now, log: ctx.log, requestId: ctx.requestId },
    { id: UserId.parse(search.ownerId), name: search.ownerName },
  );
  if ((await owner.subject()).isDisabled) return { problem: worded("AlertOwnerDisabled", { name: search.ownerName }) };
  const parsed = parseQuery(search.query);
  if (!parsed.isValid) return { problem: worded("AlertQueryInvalid", { problem: parsed.problems.map(describeQueryProblem).join("; ") }) };
  // Without a cluster nothing is found: that says something of the owner's grants, and nothing of the fleet.
  if ((await visibleClusters(owner, "inventory:read")).length === 0)
    return { problem: worded("AlertNothingVisible", { name: search.ownerName }) };
  try {
    if (row.condition === "new") return await countNew(owner, row);
    const { counted, isCapped } = await countFound(owner, search.query);
    return { found: counted, isCapped };
  } catch (cause) {
    if (cause instanceof Fault && cause.code === "DeadlineExceeded") return { problem: worded("AlertTooSlow") };
    ctx.log.error({ err: cause, reason: search.id }, "an alert could not be evaluated");
    return { problem: worded("AlertFailed") };
  }
}

/** What an alert remembers from the look before; null before the first. */
const remembered = ({ knownResults, coveredKinds }: Row): Memory | null =>
  knownResults && coveredKinds ? { known: unpackKeys(knownResults), covered: unpackKeys(coveredKinds) } : null;

/** Counts what was not found before. More than can be remembered can't be told from what is new. */
async function countNew(owner: ServiceContext, row: Row): Promise<Counted> {
  const found = await foundSet(owner, row.search.query);
  if (found.isCapped) return { problem: worded("AlertTooMany", { most: FOUND_CAP }) };
  const news = newResults(remembered(row), found);
  return { found: news.fresh, isCapped: false, news };
}

/** What is remembered of a look: new results are known as soon as they were told of, and wait while they have not held for their time. */
function memoryAfter({ news }: { readonly news?: NewResults }, isFiring: boolean) {
  if (!news) return {};
  const { known, covered } = isFiring ? news.settled : news.waiting;
  return { knownResults: packKeys(known), coveredKinds: packKeys(covered) };
}

/** Writes what was counted, and says so where the alert began or ended. */
async function write(unit: Unit, row: Row, counted: Counted, now: Date): Promise<void> {
  const where = { searchId: row.searchId, setAt: row.setAt };
  const subject = { kind: "saved-search", id: row.searchId };
  const say = (type: "search-alert.changed" | "search-alert.firing" | "search-alert.resolved") =>
    unit.emit({ type, clusterIds: [], subject, payload: "problem" in counted ? {} : { found: counted.found, isCapped: counted.isCapped } });
  if ("problem" in counted) {
    const { problem } = counted;
    // What can't be known neither begins nor goes on holding.
    const changed = { problem: problem.message, phrase: storedPhrase(problem), differsSince: null, evaluatedAt: now };
    const written = await unit.tx.searchAlert.updateMany({ where, data: changed });
    if (written.count === 1 && row.problem !== problem.message) say("search-alert.changed");
    return;
  }
  const isHolding = holds(AlertCondition.parse(row.condition), row.threshold, counted.found);
  const standing = followAlert(row, isHolding, row.holdSeconds, now);
  const written = await unit.tx.searchAlert.updateMany({
    where,
    data: {
      ...standing,
      found: counted.found,
      isCapped: counted.isCapped,
      problem: "",
      phrase: storedPhrase({ message: "" }),
      evaluatedAt: now,
      ...memoryAfter(counted, standing.isFiring),
    },
  });
  if (written.count === 0) return;
  if (standing.isFiring !== row.isFiring) say(standing.isFiring ? "search-alert.firing" : "search-alert.resolved");
  else if (row.problem !== "" || row.found !== counted.found) say("search-alert.changed");
}

/** Looks at every alert once, at most 200 of them, each with its owner's rights; answers how many. Throws `LeaseLost` when another hub does it. */
export async function evaluateAlerts(ctx: ServiceContext, lease: Lease, signal?: AbortSignal): Promise<number> {
  const rows = await ctx.db.prisma.searchAlert.findMany({
    orderBy: [{ evaluatedAt: { sort: "asc", nulls: "first" } }, { searchId: "asc" }],
    include: { search: true },
    take: MOST_AT_ONCE,
  });
  let done = 0;
  for (const row of rows) {
    if (signal?.aborted) break;
    const counted = await count(ctx, row);
    const now = ctx.now();
    // Not audited: what a search finds is an observation; who asked for the alert is on record.
    await transact(ctx.db, ctx.now, async (unit) => {
      await requireLease(unit.tx, lease);
      await write(unit, row, counted, now);
    });
    done++;
  }
  return done;
}
