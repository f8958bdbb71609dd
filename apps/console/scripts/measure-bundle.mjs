/**
 * The JavaScript that a route sends on its first load, gzip, from the build output. Prints one JSON line a route and exits 1
 * when one is above its budget.
 *
 *   node scripts/measure-bundle.mjs /settings=200 /sign-in=200
 *
 * Counted: what every page loads, and every chunk of the route's own layouts, page and boundaries. Not counted: what is fetched
 * later (layers, charts), and the polyfills that current browsers skip. kB are 1000 bytes, gzip at its default level.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const BUILD = fileURLToPath(new URL("../.next", import.meta.url));

const readJson = (path) => JSON.parse(readFileSync(join(BUILD, path), "utf8"));

/** The module path of a route's page, for example `/(console)/settings/page`. */
function pageOf(route) {
  const found = Object.entries(readJson("app-path-routes-manifest.json")).find(([page, path]) => path === route && page.endsWith("/page"));
  if (!found) throw new Error(`No page is built for ${route}.`);
  return found[0];
}

/** The manifest is a script that assigns; what it assigns is JSON. */
function clientManifest(page) {
  const path = join(BUILD, "server/app", `${page}_client-reference-manifest.js`);
  const text = readFileSync(path, "utf8");
  const start = text.indexOf("{", text.indexOf(`[${JSON.stringify(page)}]`));
  return JSON.parse(text.slice(start).trim().replace(/;$/, ""));
}

/** Chunk path to gzip bytes, for everything that the route loads at first. */
export function firstLoad(route) {
  if (!existsSync(join(BUILD, "build-manifest.json")))
    throw new Error("There is no build: run `npx turbo run build --filter=@holdfast/console`.");
  const shared = readJson("build-manifest.json").rootMainFiles;
  const own = Object.values(clientManifest(pageOf(route)).entryJSFiles).flat();
  const chunks = [...new Set([...shared, ...own])];
  return new Map(chunks.map((chunk) => [chunk, gzipSync(readFileSync(join(BUILD, chunk))).length]));
}

const asked = process.argv.slice(2).map((argument) => {
  const [route = "", budget = ""] = argument.split("=");
  return { route, budgetKb: Number(budget) };
});
if (asked.length === 0 || asked.some(({ route, budgetKb }) => !route.startsWith("/") || !(budgetKb > 0))) {
  console.error("Give routes with their budgets in kB, for example: /settings=200");
  process.exit(2);
}
let isOver = false;
for (const { route, budgetKb } of asked) {
  const chunks = firstLoad(route);
  const kb = [...chunks.values()].reduce((sum, bytes) => sum + bytes, 0) / 1000;
  const isWithin = kb <= budgetKb;
  isOver ||= !isWithin;
  console.log(JSON.stringify({ route, jsGzipKb: Number(kb.toFixed(1)), budgetKb, isWithin, chunks: chunks.size }));
  if (!isWithin || process.env.VERBOSE === "1")
    for (const [chunk, bytes] of [...chunks].sort((one, other) => other[1] - one[1]))
      console.log(`  ${(bytes / 1000).toFixed(1).padStart(7)} kB  ${chunk}`);
}
process.exit(isOver ? 1 : 0);
