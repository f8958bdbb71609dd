import { defineConfig } from "vitest/config";

const beside = (...folders: string[]) => folders.map((folder) => `${folder}/src/**/*.test.{ts,tsx}`);
const REAL = "**/*.real.test.ts";

// Each file for itself loads every module anew, which takes longer than most tests do. What a test sets beyond its file (timers,
// variables of the environment) it takes back itself.
const together = { isolate: false, unstubEnvs: true, unstubGlobals: true };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "pure",
          include: [
            ...beside(
              "packages/contracts",
              "packages/domain",
              "packages/signals",
              "packages/policy-engines",
              "packages/policy-library",
              "packages/simulator",
              "packages/agent",
              "packages/ui",
              "apps/console",
            ),
            "tooling/**/*.test.mjs",
          ],
          exclude: [REAL],
          // None waits for the clock: this only ends what hangs, also on a machine that is busy with other things.
          testTimeout: 30_000,
          maxWorkers: 2,
          ...together,
        },
      },
      {
        test: {
          name: "store",
          include: beside("packages/db", "packages/services", "packages/failover", "packages/api", "packages/testkit", "apps/hub"),
          exclude: [REAL],
          globalSetup: "packages/testkit/src/postgres-setup.ts",
          hookTimeout: 60_000,
          testTimeout: 30_000,
          // They wait for clocks, locks and processes more than they compute.
          maxWorkers: 3,
          ...together,
        },
      },
      {
        test: {
          name: "real",
          include: [`{apps,packages}/*/src/${REAL}`],
          globalSetup: ["packages/testkit/src/postgres-setup.ts", "packages/testkit/src/testbed/real-setup.ts"],
          runner: "packages/testkit/src/testbed/real-runner.ts",
          hookTimeout: 180_000,
          testTimeout: 120_000,
          fileParallelism: false,
          ...together,
        },
      },
      {
        test: {
          name: "system",
          include: ["e2e/system/**/*.test.ts"],
          globalSetup: ["packages/testkit/src/testbed/real-setup.ts", "e2e/system/system-setup.ts"],
          runner: "packages/testkit/src/testbed/real-runner.ts",
          hookTimeout: 180_000,
          testTimeout: 120_000,
          fileParallelism: false,
          ...together,
        },
      },
    ],
  },
});
