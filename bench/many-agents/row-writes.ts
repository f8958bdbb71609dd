import type { Database } from "@holdfast/db/database";

/** Rows inserted, updated and deleted since the statistics began, by table. */
export type RowWrites = ReadonlyMap<string, number>;

/** Reads PostgreSQL's own count of writes. Other connections tell theirs when they are idle, at the latest after a second. */
export async function rowWrites(db: Database): Promise<RowWrites> {
  const rows = await db.prisma.$queryRaw<{ name: string; writes: bigint }[]>`
    SELECT schemaname || '.' || relname AS name, n_tup_ins + n_tup_upd + n_tup_del AS writes FROM pg_stat_user_tables`;
  return new Map(rows.map(({ name, writes }) => [name.replace(/^public\./, ""), Number(writes)]));
}

/** What was written between two readings, by table; tables without a write are left out. */
export const writesBetween = (before: RowWrites, after: RowWrites): Map<string, number> =>
  new Map([...after].map(([table, writes]) => [table, writes - (before.get(table) ?? 0)] as const).filter(([, writes]) => writes > 0));
