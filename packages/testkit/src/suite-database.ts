import { type Database, openDatabase } from "@holdfast/db/database";
import { ensureDatabase } from "@holdfast/db/embedded/ensure-database";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { TEMPLATE_DATABASE } from "./postgres-setup";

/** A database of this suite's own, migrated and empty; opened before its first test and dropped after its last. */
export function suiteDatabase(): Database {
  const name = `holdfast_suite_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  let opened: Database | undefined;
  beforeAll(async () => {
    opened = openDatabase(await ensureDatabase(inject("postgresUrl"), name, TEMPLATE_DATABASE));
  });
  afterAll(async () => {
    await opened?.close();
    const admin = new pg.Client({ connectionString: inject("postgresUrl") });
    await admin.connect();
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
  });
  const current = () => {
    if (!opened) throw new Error("the suite's database is open from beforeAll on");
    return opened;
  };
  return {
    get prisma() {
      return current().prisma;
    },
    get url() {
      return current().url;
    },
    close: () => current().close(),
  };
}
