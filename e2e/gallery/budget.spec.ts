import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";

const folder = fileURLToPath(new URL("../../apps/console", import.meta.url));

// The figure of the first is the project's target (P13). Those of the others are what they have, and a little: they may shrink.
for (const [route, kB] of [
  ["/", 240],
  ["/sign-in", 200],
  ["/settings", 240],
  ["/inventory", 240],
  ["/search", 240],
  ["/inventory/[clusterId]/[uid]", 260],
  ["/identity", 250],
  ["/failover", 265],
  ["/clusters/[cluster]", 290],
] as const)
  test(`the first load of ${route} sends no more than ${kB} kB of JavaScript, compressed`, () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/measure-bundle.mjs", `${route}=${kB}`], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(stdout + stderr).toContain(`"route":"${route}"`);
    expect(status, stdout + stderr).toBe(0);
  });
