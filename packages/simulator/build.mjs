// Bundles the simulator into one file that needs nothing but Node.js, with the demo fleet's manifests beside it.
import { chmod, cp } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

// The messages of zod in forty languages, which nobody reads here.
const oneLanguage = {
  name: "one-language",
  setup({ onLoad }) {
    onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: "export {};" }));
  },
};

/** Bundles into `outfile`. */
export async function bundle(outfile) {
  await build({
    entryPoints: [here("bin/simulator.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: true,
    legalComments: "none",
    plugins: [oneLanguage],
    banner: {
      js: '#!/usr/bin/env node\nimport{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);',
    },
  });
  await chmod(outfile, 0o755);
  await cp(here("src/fleet/demo"), join(dirname(outfile), "demo"), { recursive: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle(here("dist/simulator.js"));
