import type { DataStore } from "@holdfast/contracts/data-store";
import type { Json } from "@holdfast/contracts/json";
import type { Worded } from "@holdfast/contracts/phrase";
import { storable } from "@holdfast/db/audit/storable";
import type { Database } from "@holdfast/db/database";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import { type StoreRow, storeRows } from "@holdfast/db/store-rows";
import { phraseInPayload } from "@holdfast/db/stored-phrase";
import { transact, type Unit } from "@holdfast/db/transact";
import { durablePoint, judgeStore, type PrimaryFacts } from "@holdfast/domain/datastore/judge-store";
import type { StoreReading } from "@holdfast/domain/datastore/store-kind";

/** How long measurements are kept; of a lost primary the last one before the loss stays. */
const KEPT_MS = 3_600_000;

/** What was read of the stores of a plan, at one instant. */
export interface StoresRead {
  readonly planId: string;
  readonly primary: PrimaryFacts & { readonly id: string };
  readonly standbyId: string;
  readonly at: Date;
  readonly readings: readonly { readonly store: DataStore; readonly reading: StoreReading }[];
}

const later = (a: Date | null, b: Date | null): Date | null => (a && b ? (a > b ? a : b) : (a ?? b));

const saidInRow = (said: Worded | null) =>
  // A text with its phrase is plain JSON.
  said === null ? Prisma.DbNull : (storable(said as unknown as Json) as Prisma.InputJsonValue);

function columnsOf({ at, standbyId, primary }: StoresRead, reading: StoreReading, before: StoreRow | undefined) {
  const isMeasured = reading.state !== "unmeasured";
  const known = isMeasured ? reading : null;
  const durableAt = durablePoint(reading, at, primary.isConnected);
  return {
    durableAt,
    row: {
      standbyId,
      state: reading.state,
      said: saidInRow(reading.said),
      checkedAt: at,
      measuredAt: isMeasured ? at : (before?.measuredAt ?? null),
      lagSeconds: known?.lagSeconds ?? before?.lagSeconds ?? null,
      behind: known ? (known.behind?.amount ?? null) : (before?.behind ?? null),
      behindUnit: known ? (known.behind?.unit ?? null) : (before?.behindUnit ?? null),
      position: known?.position ?? before?.position ?? null,
      durableAt: later(before?.durableAt ?? null, durableAt),
    },
  };
}

async function writeStore(unit: Unit, read: StoresRead, { store, reading }: StoresRead["readings"][number], before: StoreRow | undefined) {
  const { planId, standbyId, at, primary } = read;
  const { name } = store;
  const { row, durableAt } = columnsOf(read, reading, before);
  if (reading.state !== "unmeasured")
    await unit.tx.storeSample.createMany({
      data: {
        ...{ planId, name, standbyId, at, state: reading.state, lagSeconds: reading.lagSeconds, durableAt },
        ...{ behind: row.behind, behindUnit: row.behindUnit, position: reading.position },
      },
      skipDuplicates: true,
    });
  const state = { ...row, state: reading.state, said: reading.said, durableBeforeLoss: before?.durableBeforeLoss ?? null };
  const { verdict, said } = judgeStore(state, store.rpoSeconds, primary, at);
  const hasChanged = before?.verdict !== verdict;
  const data = { ...row, verdict, verdictSince: hasChanged ? at : (before?.verdictSince ?? at) };
  await unit.tx.storeState.upsert({ where: { planId_name: { planId, name } }, create: { planId, name, ...data }, update: data });
  if (hasChanged)
    unit.emit({
      type: "store.verdict-changed",
      clusterIds: [primary.id, standbyId],
      subject: { kind: "plan", id: planId },
      payload: {
        store: name,
        from: before?.verdict ?? null,
        to: verdict,
        ...(said ? { message: said.message, ...phraseInPayload(said) } : {}),
      },
    });
}

/** Forgets what is too old, but for the last durable point that was known before the primary's last sign of life. */
async function prune(unit: Unit, { planId, at, primary }: StoresRead, names: readonly string[]) {
  const cutoff = new Date(at.getTime() - KEPT_MS);
  const lastSeenAt = primary.isConnected ? at : (primary.lastSeenAt ?? at);
  await unit.tx.$executeRaw`
    DELETE FROM store_sample AS old WHERE plan_id = ${planId}::uuid AND at < ${cutoff} AND at IS DISTINCT FROM (
      SELECT max(at) FROM store_sample AS kept
      WHERE kept.plan_id = old.plan_id AND kept.name = old.name AND kept.durable_at IS NOT NULL AND kept.at <= ${lastSeenAt})`;
  await unit.tx.storeState.deleteMany({ where: { planId, name: { notIn: [...names] } } });
}

/**
 * Keeps what was read: the newest state of each store, its course, and an event when a verdict has changed. What could not be read
 * leaves the last figures as they were. `isAll`: these are all stores of the plan, so others are forgotten.
 */
export async function recordStores(db: Database, now: () => Date, read: StoresRead, isAll: boolean): Promise<void> {
  const { planId, standbyId, primary } = read;
  // Not audited: a measurement is nobody's decision; what follows from it (a refusal, an accepted loss) is.
  await transact(db, now, async (unit) => {
    const before = await storeRows(unit.tx, { planId, standbyId, primaryLastSeenAt: primary.lastSeenAt });
    for (const each of read.readings) await writeStore(unit, read, each, before.get(each.store.name));
    if (isAll)
      await prune(
        unit,
        read,
        read.readings.map(({ store }) => store.name),
      );
    unit.emit({
      type: "store.measured",
      clusterIds: [primary.id, standbyId],
      subject: { kind: "plan", id: planId },
      payload: { stores: read.readings.length },
    });
  });
}
