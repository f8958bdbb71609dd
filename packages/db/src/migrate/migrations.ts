import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withSchemaEngine } from "./engine";

const LOCK = 'provider = "postgresql"\n';
const filters = { externalTables: [], externalEnums: [] };

/** Where the schema and its migrations are: `prisma/` at the top of the repository, or what HOLDFAST_PRISMA_DIR names. */
export const prismaFolder = (override?: string) => override ?? fileURLToPath(new URL("../../../../prisma", import.meta.url));

const migrationList = (folder: string) => ({
  baseDir: join(folder, "migrations"),
  lockfile: { path: "migration_lock.toml", content: LOCK },
  shadowDbInitScript: "",
  migrationDirectories: readdirSync(join(folder, "migrations"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, "migrations", entry.name, "migration.sql")))
    .map((entry) => entry.name)
    .sort()
    .map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: readFileSync(join(folder, "migrations", name, "migration.sql"), "utf8") },
      },
    })),
});

const schemaOf = (folder: string) => {
  const path = join(folder, "schema.prisma");
  return { path, content: readFileSync(path, "utf8") };
};

/**
 * Applies what is missing, under the engine's advisory lock: any number of processes may call this at once. Returns the names. Throws
 * in PostgreSQL's words what it refused; nothing of that migration is left behind then, and the next call tries it again.
 */
export async function deployMigrations(url: string, folder = prismaFolder()): Promise<string[]> {
  const list = { migrationsList: migrationList(folder), filters };
  return withSchemaEngine(url, schemaOf(folder), async (engine, scriptFailure) => {
    try {
      return (await engine.applyMigrations(list)).appliedMigrationNames;
    } catch (cause) {
      const refused = scriptFailure();
      if (refused === null) throw cause;
      const { failedMigrationNames } = await engine.diagnoseMigrationHistory({ ...list, optInToShadowDatabase: false });
      for (const migrationName of failedMigrationNames) await engine.markMigrationRolledBack({ migrationName });
      throw new Error(`The database could not be brought up to date: ${refused.message}`, { cause });
    }
  });
}

/** The SQL that leads from the migrations to the schema; null when they agree. */
export async function schemaDrift(url: string, folder = prismaFolder()): Promise<string | null> {
  const schema = schemaOf(folder);
  return withSchemaEngine(url, schema, async (engine) => {
    const result = await engine.diff({
      from: { tag: "migrations", ...migrationList(folder) },
      to: { tag: "schemaDatamodel", files: [schema] },
      script: true,
      exitCode: true,
      filters,
      shadowDatabaseUrl: null,
    } as never);
    return result.exitCode === 2 ? (result.stdout ?? "") : null;
  });
}
