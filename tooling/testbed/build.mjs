// node build.mjs [kube] [signals] [policy] [cel] [gatekeeper]   compiles what is missing of these sets (default: kube)
// node build.mjs --where            prints as JSON where each set is and what it lacks
// The way to Go's modules (GOPROXY and its like) is inherited from the environment.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync, statSync, utimesSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { basename, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { allSets } from "./all-sets.mjs";
import { exclusively } from "./exclusively.mjs";
import { executable, here, locate } from "./locate.mjs";
import { buildArguments, buildEnvironment } from "./sets.mjs";

const DAY_MS = 86_400_000;
const KEEP_UNUSED_DAYS = 30;

const say = (line) => process.stderr.write(`testbed: ${line}\n`);
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
// Where modules come from is the machine's own business and may be private: it stays out of logs.
const withoutHosts = (line) => line.replace(/https?:\/\/[^/\s"]+/g, "<module proxy>");

class Refusal extends Error {}

function requireDisk(folder, gigabytes) {
  let place = folder;
  while (!existsSync(place)) place = dirname(place);
  const { bavail, bsize } = statfsSync(place);
  const free = (bavail * bsize) / 1e9;
  if (free < gigabytes)
    throw new Refusal(`a build needs ${gigabytes} GB of free disk with Go's caches, and ${place} has ${free.toFixed(1)} GB.`);
}

let current;
for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, () => {
    current?.child.kill(signal);
    if (current) rmSync(current.partial, { recursive: true, force: true });
    process.exit(128 + constants.signals[signal]);
  });

function go(program, partial) {
  return new Promise((resolve, reject) => {
    const child = spawn("go", buildArguments(here, program, join(partial, executable(program.name))), {
      cwd: join(here, program.module),
      env: { ...process.env, ...buildEnvironment },
      stdio: ["ignore", "ignore", "pipe"],
    });
    current = { child, partial };
    child.once("error", reject);
    child.once("spawn", () => setPriority(child.pid, constants.priority.PRIORITY_LOW));
    createInterface(child.stderr).on("line", (line) => line.startsWith("go: downloading") || say(`  ${withoutHosts(line)}`));
    child.once("close", (code) => {
      current = undefined;
      if (code === 0) resolve();
      else reject(new Refusal(`go build of ${program.name} failed with code ${code}; its messages are above.`));
    });
  });
}

async function compile(setName, folder) {
  const { programs, gigabytes } = allSets[setName];
  requireDisk(folder, gigabytes);
  const partial = join(dirname(folder), `.building-${basename(folder)}-${process.pid}`);
  mkdirSync(partial, { recursive: true });
  try {
    for (const [i, program] of programs.entries()) {
      const started = performance.now();
      say(`${i + 1}/${programs.length} ${program.name} ...`);
      await go(program, partial);
      say(`${i + 1}/${programs.length} ${program.name} in ${seconds(started)}`);
    }
    moveInto(folder, partial);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

function moveInto(folder, partial) {
  if (!existsSync(folder)) {
    renameSync(partial, folder);
    return;
  }
  // A folder that HOLDFAST_TESTBED_BIN named, or one that somebody emptied by half: each program is replaced in one rename.
  for (const name of readdirSync(partial)) renameSync(join(partial, name), join(folder, name));
}

/** Stamps that nobody used for a month are half a gigabyte each. */
function forgetUnused(folder, setName) {
  for (const name of readdirSync(dirname(folder))) {
    const other = join(dirname(folder), name);
    if (name.startsWith(`${setName}-`) && other !== folder && Date.now() - statSync(other).mtimeMs > KEEP_UNUSED_DAYS * DAY_MS)
      rmSync(other, { recursive: true, force: true });
  }
}

async function provide(setName) {
  const started = performance.now();
  const { folder, missing, problem } = locate(setName);
  if (problem) throw new Refusal(`${problem}; or set HOLDFAST_TESTBED_BIN to a folder that holds ${missing.join(", ")}.`);
  mkdirSync(dirname(folder), { recursive: true });
  if (missing.length > 0)
    await exclusively(`${folder}.lock`, say, async () => {
      if (locate(setName).missing.length > 0) await compile(setName, folder);
    });
  if (!process.env.HOLDFAST_TESTBED_BIN) {
    utimesSync(folder, new Date(), new Date());
    forgetUnused(folder, setName);
  }
  say(`${setName} is in ${folder} (${missing.length > 0 ? "built" : "found"} in ${seconds(started)})`);
}

const wanted = process.argv.slice(2);
if (wanted.includes("--where")) {
  console.log(JSON.stringify(Object.fromEntries(Object.keys(allSets).map((name) => [name, locate(name)]))));
} else {
  const unknown = wanted.filter((name) => !allSets[name]);
  if (unknown.length > 0) {
    say(`there is no set ${unknown.join(", ")}; the sets are ${Object.keys(allSets).join(", ")}.`);
    process.exit(2);
  }
  try {
    for (const name of wanted.length > 0 ? wanted : ["kube"]) await provide(name);
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    say(cause.message);
    process.exitCode = 1;
  }
}
