// Where the test bed's programs are, and what is missing.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { homedir, platform } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sets } from "./all-sets.mjs";

/** The folder of the Go modules and of these scripts. */
export const here = fileURLToPath(new URL(".", import.meta.url));

/** The name of a program's file on this platform. */
export const executable = (name) => (platform() === "win32" ? `${name}.exe` : name);

function userCache(environment) {
  if (environment.XDG_CACHE_HOME) return environment.XDG_CACHE_HOME;
  if (platform() === "darwin") return join(homedir(), "Library", "Caches");
  if (platform() === "win32" && environment.LOCALAPPDATA) return environment.LOCALAPPDATA;
  return join(homedir(), ".cache");
}

/** `go version`, or undefined where Go is not installed. */
export function goVersion() {
  // Outside any module: a go.mod that asks for a newer Go would make this call fetch one.
  const answer = spawnSync("go", ["version"], { encoding: "utf8", cwd: homedir(), env: { ...process.env, GOTOOLCHAIN: "local" } });
  return answer.status === 0 ? answer.stdout.trim() : undefined;
}

function* files(path) {
  if (!statSync(path).isDirectory()) yield path;
  else for (const name of readdirSync(path).sort()) yield* files(join(path, name));
}

/** The stamp of a set: the same sources, build recipe and compiler give the same one, anything else another. */
export function stampOf(setName, compiler, folder = here) {
  const hash = createHash("sha256").update(`${setName}\0${compiler}\0`);
  for (const source of ["sets.mjs", ...sets[setName].sources])
    for (const file of files(join(folder, source)))
      hash
        .update(`${file.slice(folder.length)}\0`)
        .update(readFileSync(file))
        .update("\0");
  return `${setName}-${hash.digest("hex").slice(0, 16)}`;
}

/**
 * Where a set is or belongs: HOLDFAST_TESTBED_BIN when given, else a folder of the user's cache named by the stamp.
 * `missing` names the programs that are not there; `problem` says why the place cannot even be known.
 */
export function locate(setName, environment = process.env) {
  const names = sets[setName].programs.map(({ name }) => name);
  const given = environment.HOLDFAST_TESTBED_BIN;
  const compiler = given ? undefined : goVersion();
  if (!given && !compiler) return { folder: undefined, missing: names, problem: "Go is not installed (https://go.dev/dl)" };
  const folder = given || join(userCache(environment), "holdfast", "testbed", stampOf(setName, compiler));
  return { folder, missing: names.filter((name) => !existsSync(join(folder, executable(name)))), problem: undefined };
}
