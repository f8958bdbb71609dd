import { mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

const entry = fileURLToPath(new URL("hub-process.ts", import.meta.url));
// Below node_modules, where what stays outside is found.
const folder = fileURLToPath(new URL("../../node_modules/.cache/hub-process/", import.meta.url));

const npmsStayOutside: Plugin = {
  name: "npms-stay-outside",
  setup: ({ onResolve }) => onResolve({ filter: /^[^./]/ }, ({ path }) => (path.startsWith("@holdfast/") ? undefined : { external: true })),
};

let made: Promise<string> | undefined;

async function make(): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const outfile = `${folder}${process.pid}.mjs`;
  process.once("exit", () => rmSync(outfile, { force: true }));
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    plugins: [npmsStayOutside],
    logLevel: "warning",
  });
  return outfile;
}

/** The hub's process as one file, made once in a test's process: a hundred of them are started, and most of a start is loading. */
export function bundledHub(): Promise<string> {
  made ??= make();
  return made;
}
