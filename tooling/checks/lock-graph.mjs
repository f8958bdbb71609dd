// What the product is made of, read from the lock file: packages, their versions and who needs whom.
import { readFileSync } from "node:fs";

// Workspaces that are not shipped: tests, benchmarks and tools.
const NOT_SHIPPED = /^(e2e|bench|tooling\/(?!start$).*|packages\/testkit)$/;

/** The lock file's entries by path; the empty path is the repository itself. */
export const readLock = () => JSON.parse(readFileSync("package-lock.json", "utf8")).packages;

/** The path at which Node finds `name` when the package at `from` asks for it; undefined when it is not installed for us. */
export function resolveIn(packages, from, name) {
  for (let base = from; ; base = base.includes("/node_modules/") ? base.slice(0, base.lastIndexOf("/node_modules/")) : "") {
    const path = base === "" ? `node_modules/${name}` : `${base}/node_modules/${name}`;
    if (packages[path]) return packages[path].link ? packages[path].resolved : path;
    if (base === "") return undefined;
  }
}

/** The folders of the workspaces that are shipped. */
export const shippedWorkspaces = (packages) =>
  Object.keys(packages).filter((path) => path !== "" && !path.includes("node_modules") && !NOT_SHIPPED.test(path));

const neededBy = (entry) => [
  ...Object.keys(entry.dependencies ?? {}),
  ...Object.keys(entry.optionalDependencies ?? {}),
  ...Object.keys(entry.peerDependencies ?? {}).filter((name) => !entry.peerDependenciesMeta?.[name]?.optional),
];

/** Everything that the shipped workspaces need, directly or not: path -> paths of what it needs itself. */
export function productionGraph(packages) {
  const graph = new Map();
  const queue = shippedWorkspaces(packages);
  for (const path of queue) {
    if (graph.has(path)) continue;
    const needs = [...new Set(neededBy(packages[path]).map((name) => resolveIn(packages, path, name)))].filter(Boolean);
    graph.set(path, needs);
    queue.push(...needs);
  }
  return graph;
}

/** The name of the package at a path of the lock file. */
export const nameAt = (packages, path) => packages[path].name ?? path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
