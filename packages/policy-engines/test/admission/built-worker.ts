import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

/** The program of the thread as JavaScript, as a bundle has it, and how to take it away again. */
export async function builtWorker(): Promise<{ program: URL; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-policy-worker-"));
  const outfile = join(folder, "policy-worker.mjs");
  const entry = fileURLToPath(new URL("../../bin/policy-worker.ts", import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, platform: "node", format: "esm", target: "node20" });
  return { program: pathToFileURL(outfile), remove: () => rm(folder, { recursive: true, force: true }) };
}
