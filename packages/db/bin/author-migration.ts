// npm run db:migration -- <name>: writes the migration that leads from the last one to prisma/schema.prisma.
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../src/embedded/start-postgres";
import { prismaFolder, schemaDrift } from "../src/migrate/migrations";

const name = process.argv[2];
if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error("Give the migration a name of lower-case letters, digits and underscores: npm run db:migration -- add_sites");
  process.exit(2);
}
const postgres = await startPostgres(mkdtempSync(join(tmpdir(), "holdfast-author-")));
try {
  mkdirSync(join(prismaFolder(), "migrations"), { recursive: true });
  const sql = await schemaDrift(postgres.url);
  if (sql === null) console.log("The migrations already lead to the schema: nothing to write.");
  else {
    const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
    const folder = join(prismaFolder(), "migrations", `${stamp}_${name}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "migration.sql"), sql);
    console.log(`Wrote ${folder}/migration.sql`);
    if (/\b(DROP|ALTER TYPE)\b/.test(sql)) console.log("It drops or retypes something: make sure that upgrading keeps data.");
  }
} finally {
  postgres.stop();
}
