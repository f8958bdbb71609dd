// Prisma's schema engine as WebAssembly reaches PostgreSQL through a driver adapter. The published one has three faults
// for this use: its shadow database is the main one, its scripts are split at every semicolon, and it refuses "char".
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum, type SqlDriverAdapter, type SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { v7 as uuid } from "uuid";

const CHAR_OID = 18;
const TEXT_OID = 25;

async function open(url: string, onFailure: (cause: Error) => void, afterwards?: () => Promise<void>): Promise<SqlDriverAdapter> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  let charColumns: number[] = [];
  const ask = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryResult>;
  const patched = async (...args: unknown[]) => {
    const result = await ask(...args);
    charColumns = (result.fields ?? []).flatMap((field, i) => {
      if (field.dataTypeID !== CHAR_OID) return [];
      field.dataTypeID = TEXT_OID;
      return [i];
    });
    return result;
  };
  // The adapter only ever calls query with a promise result, which is what `patched` keeps.
  pool.query = patched as unknown as typeof pool.query;
  const adapter = await new PrismaPg(pool, { disposeExternalPool: true }).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const i of charColumns) result.columnTypes[i] = ColumnTypeEnum.Character;
    return result;
  };
  // One simple query is one transaction: a failing migration leaves nothing behind.
  adapter.executeScript = async (script) => {
    try {
      await ask(script);
    } catch (cause) {
      if (cause instanceof Error) onFailure(cause);
      throw cause;
    }
  };
  const dispose = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await dispose();
    await afterwards?.();
  };
  return adapter;
}

/**
 * The engine's way to the database at `url`; its shadow database is a fresh one, dropped afterwards. The engine never
 * gives back its own connection: `close` does. Nor does it pass on why a script failed: `scriptFailure` does.
 */
export function migrationAdapter(
  url: string,
): SqlMigrationAwareDriverAdapterFactory & { close(): Promise<void>; scriptFailure(): Error | null } {
  const main: SqlDriverAdapter[] = [];
  let failure: Error | null = null;
  const onFailure = (cause: Error) => {
    failure = cause;
  };
  return {
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    async connect() {
      const adapter = await open(url, onFailure);
      main.push(adapter);
      return adapter;
    },
    scriptFailure: () => failure,
    async close() {
      for (const adapter of main.splice(0)) await adapter.dispose();
    },
    async connectToShadowDb() {
      const name = `holdfast_shadow_${uuid().replaceAll("-", "")}`;
      const admin = new pg.Client({ connectionString: url });
      await admin.connect();
      await admin.query(`CREATE DATABASE "${name}" TEMPLATE template0`);
      const shadow = new URL(url);
      shadow.pathname = `/${name}`;
      return open(shadow.toString(), onFailure, async () => {
        await admin.query(`DROP DATABASE "${name}" WITH (FORCE)`);
        await admin.end();
      });
    },
  };
}
