import { spawnSync } from "node:child_process";
import { missingPrograms } from "@holdfast/testkit/testbed/program-paths";
import { repository } from "./harness/installation";

/**
 * Global setup of the project `system`: builds what has changed, because its tests run the product's own programs. With
 * HOLDFAST_SYSTEM_BUILT=1 what is built already is taken as it is. Where the test bed is missing there is nothing to build for.
 */
export default function setup(): void {
  if (process.env.HOLDFAST_SYSTEM_BUILT === "1" || missingPrograms("kube")) return;
  const started = performance.now();
  const { status, error } = spawnSync("npx", ["--no-install", "turbo", "run", "build", "--output-logs=errors-only"], {
    cwd: repository,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0)
    throw new Error(`The programs could not be built (${error?.message ?? `code ${status}`}): run "npm run build" and read on.`);
  process.stderr.write(`system: built in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}
