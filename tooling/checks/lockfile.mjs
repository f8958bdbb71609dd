// A lock file written on one platform, or while a registry lagged, can silently lose the binaries of others: `npm ci` then
// fails everywhere. Every optional dependency must itself be an entry, and no entry may name a registry host.
import { readFileSync } from "node:fs";

function check() {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
  const problems = [];
  for (const [path, entry] of Object.entries(packages)) {
    if (entry.resolved?.startsWith("http"))
      problems.push(`${path} names a registry host: reinstall with omit-lockfile-registry-resolved=true`);
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      const nested = `${path ? `${path}/` : ""}node_modules/${name}`;
      if (!packages[nested] && !packages[`node_modules/${name}`]) problems.push(`${path || "the root"} needs ${name}, which has no entry`);
    }
  }
  return problems;
}

/** The check, for run.mjs. */
export const lockfile = { title: "lock file serves every platform", check };
