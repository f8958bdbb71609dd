import { readFileSync } from "node:fs";
import { join } from "node:path";
import "./typescript-six.mjs";
import { forbidden, importTable, testkit } from "./rules.mjs";
import { foldersIn, sourceFiles } from "./source-files.mjs";

const HAS_IMPORT = /^(import\s+["']|(import|export)\b[^;"'=]*\sfrom\s+["'])/m;

/** Broken rules of the tree at `root`, each as one line that says what to do; and what made the look itself doubtful. */
export async function cruiseTree(root) {
  const { cruise, getAvailableTranspilers } = await import("dependency-cruiser");
  const files = sourceFiles(root, ["apps", "packages"], /(?<!\.d)\.tsx?$/);
  const { output } = await cruise(
    files,
    {
      baseDir: root,
      validate: true,
      ruleSet: { forbidden },
      parser: "tsc",
      tsPreCompilationDeps: true,
      doNotFollow: { path: "node_modules" },
      exclude: { path: "^(apps|packages)/[^/]+/(\\.next|dist)/" },
      enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
    },
    { extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".css"] },
  );
  return {
    files: files.length,
    modules: output.modules.filter(({ source }) => files.includes(source)).length,
    dependencies: output.summary.totalDependenciesCruised,
    problems: [
      ...withoutTypeScript(getAvailableTranspilers()),
      ...blindSpots(root, files, output.modules),
      ...withoutRule(root),
      ...output.summary.violations.map(describe),
    ],
  };
}

function withoutTypeScript(transpilers) {
  const isThere = transpilers.some(({ name, available }) => name === "typescript" && available);
  return isThere ? [] : ["The checker has no TypeScript 6 to read with: run npm ci, and see tooling/architecture/typescript-six.mjs."];
}

/** A graph that lacks files or edges finds nothing wrong: that must be red. */
function blindSpots(root, files, modules) {
  const seen = new Map(modules.map((module) => [module.source, module]));
  if (files.length === 0) return [`There are no source files below ${root}: the check would pass by seeing nothing.`];
  return files.flatMap((file) => {
    const module = seen.get(file);
    if (!module) return [`${file} is on disk but not in the graph: the checker did not read it.`];
    const isBlind = module.dependencies.length === 0 && HAS_IMPORT.test(readFileSync(join(root, file), "utf8"));
    return isBlind ? [`${file} imports something, yet the graph has no edge from it.`] : [];
  });
}

function withoutRule(root) {
  return ["apps", "packages"]
    .flatMap((folder) => foldersIn(root, folder).map((name) => ({ folder, name })))
    .filter(({ folder, name }) => name !== testkit && !importTable[name] && sourceFiles(root, [`${folder}/${name}`], /\.tsx?$/).length > 0)
    .map(({ folder, name }) => `${folder}/${name} has no row in tooling/architecture/rules.mjs: say what it may import.`);
}

function describe({ rule, from, to, cycle }) {
  const way = cycle ? `${from} -> ${cycle.map(({ name }) => name).join(" -> ")}` : `${from} -> ${to}`;
  return `${rule.name}: ${way}\n    ${forbidden.find(({ name }) => name === rule.name)?.comment}`;
}
