import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The sets of programs that tooling/testbed builds. */
export type ProgramSet = "kube" | "signals" | "policy" | "cel" | "gatekeeper";

/** Where a set is, and the names of what is missing of it. */
export interface ProgramPlace {
  readonly folder?: string;
  readonly missing: readonly string[];
  readonly problem?: string;
}

let known: Record<ProgramSet, ProgramPlace> | undefined;

/** Asks the builder once per process; the answer needs no build and no network. */
export function programPlaces(): Record<ProgramSet, ProgramPlace> {
  if (known) return known;
  const builder = fileURLToPath(new URL("../../../../tooling/testbed/build.mjs", import.meta.url));
  const answer = spawnSync(process.execPath, [builder, "--where"], { encoding: "utf8" });
  if (answer.status !== 0) throw new Error(`tooling/testbed/build.mjs --where failed: ${answer.stderr}`);
  known = JSON.parse(answer.stdout) as Record<ProgramSet, ProgramPlace>;
  return known;
}

/** One line that says what is missing of a set and how to get it; null when it is complete. */
export function missingPrograms(set: ProgramSet): string | null {
  const { missing, problem } = programPlaces()[set];
  if (missing.length === 0) return null;
  return `${missing.join(", ")} of the test bed ${missing.length === 1 ? "is" : "are"} missing: run "npm run testbed:build -- ${set}"${problem ? ` (${problem})` : ""}`;
}

const reasons = {
  kube: () => missingPrograms("kube"),
  signals: () => missingPrograms("signals"),
  policy: () => missingPrograms("policy"),
  cel: () => missingPrograms("cel"),
  gatekeeper: () => missingPrograms("gatekeeper"),
  prometheus: () => (prometheusOnPath() ? null : NO_PROMETHEUS),
  postgresql: () => (newestPostgres() ? null : NO_POSTGRESQL),
} as const;

/** For `describe.skipIf`: whether a set, or a program of Debian's, is missing here. In CI nothing may be, so it throws there. */
export function lacks(what: keyof typeof reasons): boolean {
  const reason = reasons[what]();
  if (reason && process.env.CI) throw new Error(`CI must run these tests: ${reason}`);
  return reason !== null;
}

/** The path of a program of a set. Throws with the remedy when the set is not there. */
export function programPath(set: ProgramSet, name: string): string {
  const { folder } = programPlaces()[set];
  const missing = missingPrograms(set);
  if (!folder || missing) throw new Error(missing ?? `${name} is missing`);
  return join(folder, name);
}

const NO_PROMETHEUS = 'there is no prometheus on the PATH: install it, on Debian with "apt-get install prometheus"';

function prometheusOnPath(): string | null {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, "prometheus")).find((path) => existsSync(path)) ?? null;
}

/** Where the system's Prometheus is. Throws with the remedy when it is not installed. */
export function prometheusPath(): string {
  const path = prometheusOnPath();
  if (!path) throw new Error(NO_PROMETHEUS);
  return path;
}

const DEBIAN_POSTGRESQL = "/usr/lib/postgresql";
const NO_POSTGRESQL = `there is no PostgreSQL in ${DEBIAN_POSTGRESQL}: install it, on Debian with "apt-get install postgresql"`;

/** Debian keeps one folder for each major version. */
function newestPostgres(): string | null {
  if (!existsSync(DEBIAN_POSTGRESQL)) return null;
  const versions = readdirSync(DEBIAN_POSTGRESQL).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(DEBIAN_POSTGRESQL, version, "bin")).find((bin) => existsSync(join(bin, "postgres"))) ?? null;
}

/** Where a program of the system's newest PostgreSQL is. Throws with the remedy when it is not installed. */
export function postgresPath(name: "initdb" | "postgres" | "pg_basebackup" | "pg_controldata"): string {
  const bin = newestPostgres();
  if (!bin) throw new Error(NO_POSTGRESQL);
  return join(bin, name);
}
