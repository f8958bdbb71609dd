// npm run p14 -w @holdfast/bench: from a fresh clone to the demo's fleet at the console's API, with the packages in npm's cache.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { FleetOverview } from "@holdfast/contracts/fleet";
import { tell } from "./report";
import { startDemo } from "./stage/demo";
import { repository } from "./stage/program";
import { onStage } from "./stage/stage";

const READY_MS = 600_000;
const LOOK_MS = 200;
const GONE_MS = 60_000;

/** Runs a command and returns how long it took, in seconds. Throws with the end of its output. */
function timed(command: string, args: readonly string[], cwd: string): number {
  const startedAt = performance.now();
  const { status, stdout, stderr } = spawnSync(command, [...args], { cwd, encoding: "utf8", maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}:\n${`${stdout}${stderr}`.slice(-3000)}`);
  return (performance.now() - startedAt) / 1000;
}

await onStage(async (stage) => {
  const checkout = join(stage.folder, "holdfast");
  const cloneSeconds = timed("git", ["clone", "--quiet", repository, checkout], stage.folder);
  const installSeconds = timed("npm", ["ci", "--no-audit", "--no-fund"], checkout);
  const startedAt = performance.now();
  const postmaster = join(stage.folder, "demo", "postgres", "data", "postmaster.pid");
  stage.add(async () => {
    // The starter stops its database last, after npm has gone.
    for (const until = performance.now() + GONE_MS; existsSync(postmaster) && performance.now() < until; ) await delay(LOOK_MS);
  });
  const demo = await startDemo(stage, checkout, ["start", "--"], READY_MS, "npm");
  const isWhole = async () => {
    const { clusters } = await demo.ask<FleetOverview>("fleet.overview");
    return clusters.length >= 3 && clusters.every(({ cluster, pods }) => cluster.link.state === "connected" && pods.total > 0);
  };
  const bannerSeconds = (performance.now() - startedAt) / 1000;
  while (!(await isWhole())) {
    if (performance.now() - startedAt > READY_MS)
      throw new Error(`the fleet is not whole after ${READY_MS / 1000} s:\n${demo.log().slice(-2000)}`);
    await delay(LOOK_MS);
  }
  const fleetSeconds = (performance.now() - startedAt) / 1000;
  tell({
    id: "P14",
    work: "fresh clone to the demo's fleet: every cluster connected, with its pods, at the console's API",
    isFullSize: true,
    figures: [
      { name: "clone to fleet", value: cloneSeconds + installSeconds + fleetSeconds, unit: "s", atMost: 180 },
      { name: "git clone", value: cloneSeconds, unit: "s" },
      { name: "npm ci, with npm's cache", value: installSeconds, unit: "s" },
      { name: "npm start, to its banner", value: bannerSeconds, unit: "s" },
      { name: "npm start, to the whole fleet", value: fleetSeconds, unit: "s" },
    ],
    notes: ["the clone is of the local checkout; npm start builds everything first"],
  });
});
