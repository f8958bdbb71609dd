import { join } from "node:path";
import { type Database, openDatabase } from "@holdfast/db/database";
import { ensureDatabase } from "@holdfast/db/embedded/ensure-database";
import { startPostgres } from "@holdfast/db/embedded/start-postgres";
import { deployMigrations } from "@holdfast/db/migrate/migrations";
import type { Stage } from "./stage";

/** An embedded PostgreSQL server with the settings of `npm start`: nothing is traded for speed. */
export interface BenchServer {
  readonly pid: number;
  /** A migrated, empty database of its own. */
  database(name: string): Promise<Database>;
}

/** Starts the server; it ends with the stage. */
export async function startServer(stage: Stage): Promise<BenchServer> {
  const server = await startPostgres(join(stage.folder, "postgres"));
  stage.add(() => server.stop());
  return {
    pid: server.pid,
    async database(name) {
      const url = await ensureDatabase(server.url, name);
      await deployMigrations(url);
      const db = openDatabase(url, 20);
      stage.add(() => db.close());
      return db;
    },
  };
}
