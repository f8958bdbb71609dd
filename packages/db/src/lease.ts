import type { Database } from "./database";
import type { Prisma } from "./generated/prisma/client";

/** A held lease. `epoch` grows with every change of owner and is what stale writers are refused by. */
export interface Lease {
  readonly name: string;
  readonly owner: string;
  readonly epoch: bigint;
}

/** Takes a lease that is free, run out, or one's own, for `ttlMs` of the database's clock; null while another holds it. */
export async function acquireLease(db: Database, name: string, owner: string, ttlMs: number): Promise<Lease | null> {
  const [row] = await db.prisma.$queryRaw<{ epoch: bigint }[]>`
    INSERT INTO lease (name, owner, epoch, expires_at) VALUES (${name}, ${owner}, 1, now() + ${ttlMs} * interval '1 millisecond')
    ON CONFLICT (name) DO UPDATE SET
      epoch = CASE WHEN lease.owner = ${owner} AND lease.expires_at > now() THEN lease.epoch ELSE lease.epoch + 1 END,
      owner = ${owner},
      expires_at = now() + ${ttlMs} * interval '1 millisecond'
    WHERE lease.owner = ${owner} OR lease.expires_at <= now()
    RETURNING epoch`;
  return row ? { name, owner, epoch: row.epoch } : null;
}

/** Prolongs a lease; false when it was lost. Losing it once is for good: acquire again to get a new epoch. */
export async function renewLease(db: Database, lease: Lease, ttlMs: number): Promise<boolean> {
  const renewed = await db.prisma.$executeRaw`
    UPDATE lease SET expires_at = now() + ${ttlMs} * interval '1 millisecond'
    WHERE name = ${lease.name} AND owner = ${lease.owner} AND epoch = ${lease.epoch} AND expires_at > now()`;
  return renewed === 1;
}

/** Gives a lease back at once, so that another need not wait for it to run out. */
export async function releaseLease(db: Database, lease: Lease): Promise<void> {
  await db.prisma
    .$executeRaw`UPDATE lease SET expires_at = now() WHERE name = ${lease.name} AND owner = ${lease.owner} AND epoch = ${lease.epoch}`;
}

/** Thrown by a write of an owner that is no longer the owner. */
export class LeaseLost extends Error {
  constructor(name: string) {
    super(`the lease ${name} is held by another`);
    this.name = "LeaseLost";
  }
}

/** Inside a transaction: throws `LeaseLost` unless the lease is held now, and keeps others from taking it until the commit. */
export async function requireLease(tx: Prisma.TransactionClient, lease: Lease): Promise<void> {
  const rows = await tx.$queryRaw<{ epoch: bigint }[]>`
    SELECT epoch FROM lease WHERE name = ${lease.name} AND owner = ${lease.owner} AND epoch = ${lease.epoch} AND expires_at > clock_timestamp() FOR UPDATE`;
  if (rows.length === 0) throw new LeaseLost(lease.name);
}
