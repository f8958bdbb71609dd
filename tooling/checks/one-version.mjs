// A dependency has one version, exact, in all workspaces; and what must be one object at run time is installed once.
import { readFileSync } from "node:fs";
import { nameAt, readLock } from "./lock-graph.mjs";

// Two of these in one process are a bug: classes that are not the same class, contexts that do not meet.
const singletons = [
  "zod",
  "react",
  "react-dom",
  "@trpc/server",
  "@trpc/client",
  "@tanstack/react-query",
  "pg",
  "@prisma/client",
  "reflect-metadata",
];

// The compiler is 7; dependency-cruiser and the rules of this house need the API that stopped at 6.
const mayDiffer = new Map([["tooling/architecture", new Set(["typescript"])]]);

/** Problems of the declared versions. `manifests` maps a workspace's folder to its package.json. */
export function versionProblems(manifests) {
  const declared = new Map();
  const problems = [];
  for (const [folder, manifest] of Object.entries(manifests))
    for (const group of ["dependencies", "devDependencies", "optionalDependencies"])
      for (const [name, version] of Object.entries(manifest[group] ?? {})) {
        if (!/^\d+\.\d+\.\d+([-+][\w.-]+)?$/.test(version))
          problems.push(`${folder || "the root"} asks for ${name} ${version}: state one exact version`);
        if (mayDiffer.get(folder)?.has(name)) continue;
        const versions = declared.get(name) ?? new Map();
        versions.set(version, [...(versions.get(version) ?? []), folder || "the root"]);
        declared.set(name, versions);
      }
  for (const [name, versions] of declared)
    if (versions.size > 1)
      problems.push(
        `${name} is ${[...versions].map(([version, folders]) => `${version} in ${folders.join(", ")}`).join(" and ")}: choose one`,
      );
  return problems;
}

function check() {
  const packages = readLock();
  const folders = Object.keys(packages).filter((path) => !path.includes("node_modules"));
  const manifests = Object.fromEntries(
    folders.map((folder) => [folder, JSON.parse(readFileSync(`${folder || "."}/package.json`, "utf8"))]),
  );
  const installed = Object.keys(packages).filter((path) => path.includes("node_modules/") && !packages[path].link);
  const twice = singletons.flatMap((name) => {
    const versions = new Set(
      installed.filter((path) => nameAt(packages, path) === name).map((path) => `${packages[path].version} at ${path}`),
    );
    return versions.size > 1 ? [`${name} is installed more than once: ${[...versions].join(", ")}`] : [];
  });
  return [...versionProblems(manifests), ...twice];
}

/** The check, for run.mjs. */
export const oneVersion = { title: "one version of each dependency", check };
