// A lock file written on one platform, or while a registry lagged, can silently lose the binaries of others: `npm ci` then
// fails everywhere. Every optional dependency must itself be an entry, and no entry may name a registry host.
import { readFileSync } from "node:fs";

const GROUPS = ["dependencies", "devDependencies", "optionalDependencies"];

/** Optional dependencies without an entry, and entries that name where they came from. */
function lostEntries(packages) {
  const problems = [];
  for (const [path, entry] of Object.entries(packages)) {
    if (entry.resolved?.startsWith("http"))
      problems.push(`${path} names a registry host: reinstall with omit-lockfile-registry-resolved=true`);
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      const nested = `${path ? `${path}/` : ""}node_modules/${name}`;
      if (!packages[nested] && !packages[`node_modules/${name}`])
        problems.push(`${path || "the root"} needs ${name}, which has no entry: choose a version whose packages are all there`);
    }
  }
  return problems;
}

/** Workspaces whose package.json says something else than the lock file. */
export function stale(packages, manifestOf) {
  return Object.keys(packages)
    .filter((path) => !path.includes("node_modules"))
    .flatMap((path) => {
      const manifest = manifestOf(path);
      return GROUPS.flatMap((group) => {
        const wanted = manifest[group] ?? {};
        const locked = packages[path][group] ?? {};
        return [...new Set([...Object.keys(wanted), ...Object.keys(locked)])]
          .filter((name) => wanted[name] !== locked[name])
          .map(
            (name) =>
              `${path || "the root"} asks for ${name} ${wanted[name] ?? "no more"}, the lock file has ${locked[name] ?? "none"}: run npm install`,
          );
      });
    });
}

function check() {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
  const manifestOf = (path) => JSON.parse(readFileSync(`${path || "."}/package.json`, "utf8"));
  return [...lostEntries(packages), ...stale(packages, manifestOf)];
}

/** The check, for run.mjs. */
export const lockfile = { title: "the lock file installs everywhere", check };
