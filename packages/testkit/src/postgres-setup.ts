import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureDatabase } from "@holdfast/db/embedded/ensure-database";
import { startPostgres } from "@holdfast/db/embedded/start-postgres";
import { deployMigrations } from "@holdfast/db/migrate/migrations";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** The migrated database that each suite's own is copied from. */
export const TEMPLATE_DATABASE = "holdfast_template";

/** One PostgreSQL server for a test run: HOLDFAST_TEST_DATABASE_URL when given (it may make databases), else the embedded one. */
export default async function setup(project: TestProject) {
  const given = process.env.HOLDFAST_TEST_DATABASE_URL;
  const home = mkdtempSync(join(tmpdir(), "holdfast-test-"));
  // A test run needs no durability across a power cut, and is several times faster without.
  const server = given ? undefined : await startPostgres(home, "-c fsync=off -c full_page_writes=off");
  const url = given ?? server?.url ?? "";
  await deployMigrations(await ensureDatabase(url, TEMPLATE_DATABASE));
  project.provide("postgresUrl", url);
  return () => {
    server?.stop();
    rmSync(home, { recursive: true, force: true });
  };
}
