import { fileURLToPath } from "node:url";
import { chromium, defineConfig } from "@playwright/test";
import { chromiumPath } from "../packages/testkit/src/testbed/chromium-path";
import { demoEnv, demoUrl } from "./demo/settings";

const PORT = Number(process.env.HOLDFAST_E2E_PORT ?? 7499);

export default defineConfig({
  testDir: ".",
  outputDir: "test-results",
  forbidOnly: process.env.CI !== undefined,
  workers: 2,
  retries: 0,
  // Only ends what hangs: the demo shares the machine with its tests.
  timeout: 90_000,
  reporter: process.env.CI === undefined ? "line" : [["line"], ["html", { open: "never" }]],
  expect: { timeout: 20_000 },
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    locale: "en-GB",
    timezoneId: "Asia/Shanghai",
    // A colour that is still fading in or out has no contrast to measure.
    contextOptions: { reducedMotion: "reduce" },
    // A trace of every action costs as much as the action; in CI nobody could open it.
    trace: process.env.CI === undefined ? "retain-on-failure" : "off",
    launchOptions: {
      executablePath: chromiumPath(chromium.executablePath()) ?? undefined,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "gallery", testMatch: "gallery/**/*.spec.ts" },
    { name: "demo", testMatch: "demo/demo.setup.ts", use: { baseURL: demoUrl } },
    // The screens of the demo fleet, looked at by its users.
    { name: "console", testMatch: "console/**/*.spec.ts", dependencies: ["demo"], use: { baseURL: demoUrl } },
    // Takes a region down: the demo must belong to it alone.
    { name: "main-job", testMatch: "main-job/main-job.spec.ts", dependencies: ["console"], use: { baseURL: demoUrl } },
    // Begins where the main job ends, with the bank at its standby.
    { name: "planned-move", testMatch: "main-job/planned-move.spec.ts", dependencies: ["main-job"], use: { baseURL: demoUrl } },
  ],
  webServer: [
    // The components and the shell need no hub, no database and no cluster: the built console alone is enough.
    {
      command: `npx next start --hostname 127.0.0.1 --port ${PORT}`,
      cwd: fileURLToPath(new URL("../apps/console", import.meta.url)),
      url: `http://127.0.0.1:${PORT}/sign-in`,
      env: {
        HOLDFAST_GALLERY: "1",
        NEXT_TELEMETRY_DISABLED: "1",
        // Named because the console asks for them at boot; nothing here reaches a store.
        DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
        HOLDFAST_DATA: "none",
        HOLDFAST_CONSOLE_URL: `http://127.0.0.1:${PORT}`,
      },
      reuseExistingServer: process.env.CI === undefined,
      timeout: 60_000,
    },
    {
      command: "node demo/start.mjs",
      cwd: fileURLToPath(new URL(".", import.meta.url)),
      url: `${demoUrl}/sign-in`,
      env: demoEnv,
      gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
      timeout: 120_000,
    },
  ],
});
