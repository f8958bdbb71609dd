// npm run p5 -w @holdfast/bench [-- --clusters 100 --objects 1000000 --rounds 10]: how long a search of the fleet takes at the console's
// API, by free text, by structure and by both.
import type { FoundPage } from "@holdfast/contracts/search";
import { aPlatform } from "@holdfast/testkit/a-platform";
import { fillFleet } from "./fleet-lists/fill-fleet";
import { searchCases } from "./fleet-search/search-cases";
import { percentile } from "./percentile";
import { tell } from "./report";
import { sizes } from "./sizes";
import { signIn } from "./stage/api-session";
import { onStage } from "./stage/stage";
import { startServer } from "./stage/store";

const WARM_UPS = 3;
const size = sizes({ clusters: 100, objects: 1_000_000, rounds: 10 });

await onStage(async (stage) => {
  const server = await startServer(stage);
  const db = await server.database("full");
  const startedAt = performance.now();
  await fillFleet(db, size.clusters, Math.ceil(size.objects / size.clusters));
  console.log(`${size.objects} objects in ${size.clusters} clusters made in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  const platform = await aPlatform(db);
  stage.add(() => platform.wakes.close());
  const sessions = {
    admin: await signIn(platform, "alma", "admin"),
    "owner of a tenth": await signIn(platform, "olga", "operator", { matchLabels: { tier: "core" } }),
  };
  const cases = await searchCases(db);
  const times = new Map<string, number[]>();
  // Round by round, so that no search is timed in one good or bad moment of the machine.
  for (let round = -WARM_UPS; round < size.rounds; round++)
    for (const { name, who, input } of cases) {
      const search = who === "admin" ? name : `${name} (${who})`;
      const from = performance.now();
      await sessions[who].ask<FoundPage>("search.find", input);
      if (round >= 0) times.set(search, [...(times.get(search) ?? []), performance.now() - from]);
    }
  const all = [...times.values()].flat();
  tell({
    id: "P5",
    work: `a search over ${size.objects} objects in ${size.clusters} clusters, first page of 100, through the API's handler`,
    isFullSize: size.isFullSize,
    figures: [
      { name: "all searches, p50", value: percentile(all, 0.5), unit: "ms" },
      { name: "all searches, p95", value: percentile(all, 0.95), unit: "ms", atMost: 150 },
      ...[...times].map(([name, each]) => ({ name: `${name}, p95`, value: percentile(each, 0.95), unit: "ms" as const, atMost: 150 })),
    ],
    notes: [`${size.rounds} rounds of ${times.size} searches, one after the other; ${WARM_UPS} rounds before were not counted`],
  });
});
