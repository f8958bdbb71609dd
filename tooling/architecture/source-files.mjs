import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const SKIPPED = new Set([
  "node_modules",
  ".next",
  ".turbo",
  "dist",
  "generated",
  "coverage",
  "test-results",
  "playwright-report",
  ".holdfast",
]);

/** The files below `folders` of `root` whose names end like `pattern`, as paths from `root` with forward slashes. */
export function sourceFiles(root, folders, pattern) {
  const found = [];
  const walk = (folder) => {
    if (!existsSync(join(root, folder))) return;
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) SKIPPED.has(entry.name) || walk(path);
      else if (pattern.test(entry.name)) found.push(path);
    }
  };
  for (const folder of folders) walk(folder);
  return found.sort();
}

/** The folders directly below `folder` of `root`. */
export function foldersIn(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}
