import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The two sets of programs that tooling/testbed builds. */
export type ProgramSet = "kube" | "signals";

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

/** For `describe.skipIf`: whether a set, or Debian's Prometheus, is missing here. In CI nothing may be, so it throws there. */
export function lacks(what: ProgramSet | "prometheus"): boolean {
  const reason = what !== "prometheus" ? missingPrograms(what) : prometheusOnPath() ? null : NO_PROMETHEUS;
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
