// Which runs this process may drive. A lease belongs to one start of one process: a restarted hub does not inherit its own,
// and a paused one finds out by its first write.
import type { Log } from "@holdfast/contracts/log-fields";
import { type Database, openDatabase } from "@holdfast/db/database";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { acquireLease, type Lease, LeaseLost, releaseLease } from "@holdfast/db/lease";

/** A lease that this process holds. The signal aborts when it is lost or given back. */
export interface HeldRun {
  readonly lease: Lease;
  readonly signal: AbortSignal;
}

/** The leases of the runs that this process drives. */
export interface RunLeases {
  readonly owner: string;
  /** Takes the lease of a run; null while another holds it, or this process does already. */
  take(runId: string): Promise<HeldRun | null>;
  held(runId: string): HeldRun | undefined;
  giveBack(runId: string): Promise<void>;
  /** Forgets a run whose lease was lost. */
  drop(runId: string): void;
  /**
   * First thing in a transaction: throws `LeaseLost` unless the lease is held, keeps others from taking it until the commit,
   * and prolongs it, so that a run that writes needs no other renewal.
   */
  hold(tx: Prisma.TransactionClient, held: HeldRun): Promise<void>;
  close(): Promise<void>;
}

interface Holding extends HeldRun {
  readonly controller: AbortController;
  renewedAtMs: number;
}

const RUN_PREFIX = "run:";

/** The name of the lease by which others see that a process lives. */
export const presenceLeaseName = (owner: string) => `runner:${owner}`;

interface Renewed {
  name: string;
  epoch: bigint;
}

/**
 * Prolongs these leases, but for one that is in the middle of a transaction; that one has the next turn. Only what this process
 * knows that it holds is prolonged: a lease that could not be given back runs out.
 */
const renewAll = (db: Database, owner: string, names: string[], ttlMs: number) => db.prisma.$queryRaw<Renewed[]>`
  UPDATE lease SET expires_at = now() + ${ttlMs} * interval '1 millisecond'
  WHERE name IN (SELECT name FROM lease WHERE name = ANY(${names}) AND owner = ${owner} AND expires_at > now() FOR UPDATE SKIP LOCKED)
  RETURNING name, epoch`;

/**
 * Keeps this process's leases alive until closed, which gives them back. Renewals have a connection of their own: they must
 * not queue behind the work that depends on them.
 */
export function runLeases({ url }: Database, owner: string, ttlMs: number, log: Log): RunLeases {
  const db = openDatabase(url, 2);
  const holdings = new Map<string, Holding>();

  const drop = (runId: string) => {
    const holding = holdings.get(runId);
    holdings.delete(runId);
    holding?.controller.abort();
  };

  const renew = async () => {
    const startedAtMs = performance.now();
    const renewed = await acquireLease(db, presenceLeaseName(owner), owner, ttlMs)
      .then(() =>
        renewAll(
          db,
          owner,
          [...holdings.values()].map((holding) => holding.lease.name),
          ttlMs,
        ),
      )
      .catch((err: unknown) => {
        log.warn({ err }, "the leases of the runs could not be renewed");
        return [];
      });
    const epochs = new Map(renewed.map((row) => [row.name, row.epoch]));
    for (const [runId, holding] of holdings) {
      if (epochs.get(holding.lease.name) === holding.lease.epoch) holding.renewedAtMs = startedAtMs;
      else if (performance.now() - holding.renewedAtMs > ttlMs) {
        log.warn({ "run.id": runId }, "the lease of a run was lost");
        drop(runId);
      }
    }
  };

  let renewing = renew();
  const ticker = setInterval(() => {
    renewing = renewing.then(renew);
  }, ttlMs / 4);

  const giveBack = async (runId: string) => {
    const holding = holdings.get(runId);
    drop(runId);
    if (holding) await releaseLease(db, holding.lease);
  };

  return {
    owner,
    drop,
    giveBack,
    async hold(tx, { lease }) {
      const startedAtMs = performance.now();
      const held = await tx.$executeRaw`
        UPDATE lease SET expires_at = clock_timestamp() + ${ttlMs} * interval '1 millisecond'
        WHERE name = ${lease.name} AND owner = ${lease.owner} AND epoch = ${lease.epoch} AND expires_at > clock_timestamp()`;
      if (held !== 1) throw new LeaseLost(lease.name);
      const holding = holdings.get(lease.name.slice(RUN_PREFIX.length));
      if (holding?.lease === lease) holding.renewedAtMs = Math.max(holding.renewedAtMs, startedAtMs);
    },
    held: (runId) => holdings.get(runId),
    async take(runId) {
      if (holdings.has(runId)) return null;
      const renewedAtMs = performance.now();
      const lease = await acquireLease(db, `${RUN_PREFIX}${runId}`, owner, ttlMs);
      if (!lease || holdings.has(runId)) return null;
      const controller = new AbortController();
      const holding: Holding = { lease, signal: controller.signal, controller, renewedAtMs };
      holdings.set(runId, holding);
      return holding;
    },
    async close() {
      clearInterval(ticker);
      await renewing;
      // What can't be given back, because the store is gone, runs out.
      await db.prisma.lease.deleteMany({ where: { name: presenceLeaseName(owner), owner } }).catch(() => undefined);
      await Promise.all([...holdings.keys()].map((runId) => giveBack(runId).catch(() => undefined)));
      await db.close();
    },
  };
}
