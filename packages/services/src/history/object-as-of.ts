import { Fault } from "@holdfast/contracts/fault";
import type { AsOfView, ObjectAsOf } from "@holdfast/contracts/history";
import type { JsonObject } from "@holdfast/contracts/json";
import { worded } from "@holdfast/contracts/worded";
import { type InventoryChange, Prisma } from "@holdfast/db/generated/prisma/client";
import { stateBefore } from "@holdfast/domain/history/state-before";
import { inFieldOrder, stateFields } from "@holdfast/domain/history/state-fields";
import { visibleCluster } from "../clusters/visible-cluster";
import type { ServiceContext } from "../context/service-context";
import { recordedChange } from "./change-row";
import { stateOf } from "./kept-fields";
import { keptSince } from "./kept-since";

/** So many changes are taken back for one answer; an object that changes each second has that many in three hours. */
const MOST_CHANGES = 10_000;

/** An object as it is now, in the history's own view of it; null when it is not there. */
interface Held {
  readonly resource: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly state: JsonObject;
}

/** The object now, the changes since an instant, newest first, and how far back they go: of one and the same moment of the store. */
async function readSince({ db }: ServiceContext, clusterId: string, { uid, at }: ObjectAsOf) {
  return db.prisma.$transaction(
    async (tx) => {
      const [held] = await tx.$queryRaw<Held[]>`SELECT resource, kind, namespace, name, ${stateOf("o")} AS state
        FROM inventory_object AS o WHERE cluster_id = ${clusterId}::uuid AND uid = ${uid}`;
      const since = await tx.inventoryChange.findMany({
        where: { clusterId, uid, observedAt: { gt: at } },
        orderBy: { id: "desc" },
        take: MOST_CHANGES + 1,
      });
      const last = await tx.inventoryChange.findFirst({ where: { clusterId, uid }, orderBy: { id: "desc" } });
      const resource = held?.resource ?? last?.resource;
      return { held, since, last, kept: resource === undefined ? null : await keptSince(tx, [clusterId], resource) };
    },
    { isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead },
  );
}

/** The time around an instant in which nobody watched, as the first change after it says. */
function doubtAt(at: Date, first: InventoryChange | undefined): AsOfView["doubt"] {
  if (!first?.unwatchedSince || first.unwatchedSince > at) return null;
  return { from: first.unwatchedSince, to: first.observedAt };
}

/**
 * One object at an instant: its last state with the changes since taken back. Counters that the history leaves out are left out. Throws
 * `NotFound` for an object that the store knows nothing of, `InvalidInput` for an instant to come.
 */
export async function objectAsOf(ctx: ServiceContext, input: ObjectAsOf): Promise<AsOfView> {
  const cluster = await visibleCluster(ctx, input.clusterId, "inventory:read");
  if (input.at > ctx.now()) throw new Fault("InvalidInput", worded("InstantToCome"));
  const { held, since, last, kept } = await readSince(ctx, cluster.id, input);
  const about = held ?? last;
  if (!about) throw new Fault("NotFound", worded("ObjectGone"));
  if (since.length > MOST_CHANGES) throw new Fault("TooLarge", worded("TooManyChangesSince", { most: MOST_CHANGES }));
  const { kind, namespace, name } = about;
  const end = held?.state ?? null;
  const state = since.reduce<JsonObject | null>((after, row) => stateBefore(after, recordedChange(row)), end);
  const first = since.at(-1);
  const isGone = held === undefined;
  const lastSeen = end ?? (last?.operation === "deleted" ? (recordedChange(last).before ?? {}) : {});
  const view = { kind, namespace, name, keptSince: kept, changes: since.length, isGone, doubt: doubtAt(input.at, first) };
  if (kept === null || input.at < kept) return { ...view, state: "beforeHistory", fields: {}, since: [], doubt: null };
  if (state === null) return { ...view, state: "absent", fields: {}, since: [] };
  const fields = Object.fromEntries(Object.entries(state).sort(([one], [other]) => inFieldOrder(one, other)));
  return { ...view, state: "known", fields, since: stateFields(state, lastSeen) };
}
