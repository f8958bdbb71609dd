// Bundles the agent into one file that needs nothing but Node.js.
import { chmod, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { version } = JSON.parse(await readFile(here("../../package.json"), "utf8"));

// What the libraries drag along and the agent never runs: client-node's thousand generated models and the fetch of old Node
// versions that its configuration reader names, and the messages of zod in forty languages. One file is parsed whole at
// every start, so each byte of it costs memory.
const absent = {
  name: "absent",
  setup({ onResolve, onLoad }) {
    const leaveOut = (filter, importers, contents) => {
      onResolve({ filter }, ({ importer, path }) =>
        importers.test(importer) ? { path, namespace: "absent", pluginData: contents } : undefined,
      );
    };
    leaveOut(
      /^\.\/gen\/index\.js$/,
      /client-node[\\/]dist[\\/]config\.js$/,
      "export const createConfiguration = undefined, ServerConfiguration = undefined;",
    );
    leaveOut(
      /^node-fetch$/,
      /client-node[\\/]dist[\\/]config\.js$/,
      "export const Headers = globalThis.Headers; export default globalThis.fetch;",
    );
    leaveOut(/locales\/index\.js$/, /zod[\\/]v4[\\/]/, "export {};");
    onLoad({ filter: /.*/, namespace: "absent" }, ({ pluginData }) => ({ contents: pluginData }));
  },
};

// V8 grows its heap far beyond what lives in it while a large cluster is read. Kept close, the agent of 20,000 pods takes
// 95 MiB instead of 150, at no measurable cost in time. Set from inside, so that it holds however the program is started.
const smallHeap =
  'import{setFlagsFromString as __flag}from"node:v8";__flag("--heap-growing-percent=30");__flag("--semi-space-growth-factor=1");';
const commonRequire = 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);';

await build({
  entryPoints: [here("src/cli/main.ts")],
  outfile: here("dist/agent.js"),
  bundle: true,
  minify: true,
  platform: "node",
  format: "esm",
  target: "node20",
  sourcemap: false,
  legalComments: "none",
  define: { HOLDFAST_VERSION: JSON.stringify(version) },
  plugins: [absent],
  banner: { js: `#!/usr/bin/env node\n${smallHeap}${commonRequire}` },
});
await chmod(here("dist/agent.js"), 0o755);
