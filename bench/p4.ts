// npm run p4 -w @holdfast/bench [-- --clusters 100 --objects 1000000 --rounds 10]: how long a page of the inventory takes at the
// console's API, at full size and at a hundredth of it. The cost of a page must not depend on how much there is.
import type { ObjectPage } from "@holdfast/contracts/inventory-list";
import type { Database } from "@holdfast/db/database";
import { aPlatform } from "@holdfast/testkit/a-platform";
import { fillFleet } from "./fleet-lists/fill-fleet";
import { listCases } from "./fleet-lists/list-cases";
import { percentile } from "./percentile";
import { tell } from "./report";
import { sizes } from "./sizes";
import { signIn } from "./stage/api-session";
import { onStage, type Stage } from "./stage/stage";
import { startServer } from "./stage/store";

const WARM_UPS = 3;
const size = sizes({ clusters: 100, objects: 1_000_000, rounds: 10 });

/** Milliseconds of each round, by the name of the list. */
async function timeLists(stage: Stage, db: Database, objects: number): Promise<Map<string, number[]>> {
  const startedAt = performance.now();
  const ids = await fillFleet(db, size.clusters, Math.ceil(objects / size.clusters));
  console.log(`${objects} objects in ${size.clusters} clusters made in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  const platform = await aPlatform(db);
  stage.add(() => platform.wakes.close());
  const sessions = {
    admin: await signIn(platform, "alma", "admin"),
    "owner of a tenth": await signIn(platform, "olga", "operator", { matchLabels: { tier: "core" } }),
  };
  const cases = await listCases(db, ids);
  const times = new Map<string, number[]>();
  // Round by round, so that no list is timed in one good or bad moment of the machine.
  for (let round = -WARM_UPS; round < size.rounds; round++)
    for (const { name, who, input } of cases) {
      const list = who === "admin" ? name : `${name} (${who})`;
      const from = performance.now();
      await sessions[who].ask<ObjectPage>("inventory.list", input);
      if (round >= 0) times.set(list, [...(times.get(list) ?? []), performance.now() - from]);
    }
  return times;
}

await onStage(async (stage) => {
  const server = await startServer(stage);
  const small = await timeLists(stage, await server.database("small"), Math.ceil(size.objects / 100));
  const full = await timeLists(stage, await server.database("full"), size.objects);
  const all = (times: Map<string, number[]>) => [...times.values()].flat();
  const p95 = (times: readonly number[] = []) => percentile(times, 0.95);
  tell({
    id: "P4",
    work: `a page of 100 of ${size.objects} objects in ${size.clusters} clusters, through the API's handler`,
    isFullSize: size.isFullSize,
    figures: [
      { name: "all lists, p50", value: percentile(all(full), 0.5), unit: "ms" },
      { name: "all lists, p95", value: p95(all(full)), unit: "ms", atMost: 100 },
      { name: "all lists at a hundredth of the size, p95", value: p95(all(small)), unit: "ms", atMost: 100 },
      { name: "p95 at full size over p95 at a hundredth", value: p95(all(full)) / p95(all(small)), unit: "times", atMost: 2 },
      ...[...full].map(([name, times]) => ({ name: `${name}, p95`, value: p95(times), unit: "ms" as const, atMost: 100 })),
    ],
    notes: [`${size.rounds} rounds of ${full.size} lists, one after the other; ${WARM_UPS} rounds before were not counted`],
  });
});
