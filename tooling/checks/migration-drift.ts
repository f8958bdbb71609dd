// Compares prisma/migrations with prisma/schema.prisma on an embedded PostgreSQL of its own. Run by migration-drift.mjs.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../../packages/db/src/embedded/start-postgres";
import { schemaDrift } from "../../packages/db/src/migrate/migrations";

const home = mkdtempSync(join(tmpdir(), "holdfast-drift-"));
const postgres = await startPostgres(home, "-c fsync=off");
try {
  const missing = await schemaDrift(postgres.url);
  if (missing !== null) {
    console.log(`The migrations do not lead to prisma/schema.prisma. Missing:\n${missing}`);
    process.exitCode = 1;
  }
} finally {
  postgres.stop();
  rmSync(home, { recursive: true, force: true });
}
