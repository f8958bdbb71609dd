// npm run history -w @holdfast/bench [-- --clusters 100 --changes 1000000 --rounds 20 --reports 60]: what it costs to keep the changes
// of the inventory while they come in, and how long "what changed" takes at the console's API.
import { aPlatform } from "@holdfast/testkit/a-platform";
import { changeCases } from "./history/change-cases";
import { fillChanges } from "./history/fill-changes";
import { keepCost } from "./history/keep-cost";
import { percentile } from "./percentile";
import { tell } from "./report";
import { sizes } from "./sizes";
import { signIn } from "./stage/api-session";
import { onStage } from "./stage/stage";
import { startServer } from "./stage/store";

const WARM_UPS = 3;
const REPORT_CHANGES = 500;
const size = sizes({ clusters: 100, changes: 1_000_000, rounds: 20, reports: 60 });

await onStage(async (stage) => {
  const server = await startServer(stage);
  const cost = await keepCost(await server.database("ingest"), size.reports);
  const db = await server.database("full");
  const [clusterId = ""] = await fillChanges(db, size.clusters, size.changes);
  const platform = await aPlatform(db);
  stage.add(() => platform.wakes.close());
  const sessions = {
    admin: await signIn(platform, "alma", "admin"),
    "owner of a tenth": await signIn(platform, "olga", "operator", { matchLabels: { tier: "core" } }),
  };
  const times = new Map<string, number[]>();
  const cases = await changeCases(db, clusterId);
  for (let round = -WARM_UPS; round < size.rounds; round++)
    for (const { name, who, path, input } of cases) {
      const from = performance.now();
      await sessions[who].ask(path, input);
      if (round >= 0) times.set(name, [...(times.get(name) ?? []), performance.now() - from]);
    }
  const [kept, notKept] = [percentile(cost.kept, 0.5), percentile(cost.notKept, 0.5)];
  const all = [...times.values()].flat();
  tell({
    id: "history",
    work: `${size.changes} changes of ${size.clusters} clusters, first page of 100 through the API's handler; reports of ${REPORT_CHANGES} changed pods`,
    isFullSize: size.isFullSize,
    figures: [
      { name: "a report stored without its history, p50", value: notKept, unit: "ms" },
      { name: "a report stored with its history, p50", value: kept, unit: "ms" },
      { name: "with over without", value: kept / notKept, unit: "times" },
      { name: "changes stored with their history in a second", value: (REPORT_CHANGES * 1000) / kept, unit: "1/s" },
      { name: "all questions, p95", value: percentile(all, 0.95), unit: "ms" },
      ...[...times].map(([name, each]) => ({ name: `${name}, p95`, value: percentile(each, 0.95), unit: "ms" as const })),
    ],
    notes: [
      `${size.reports} reports each, turn by turn, every pod changed in health, status, restarts and containers`,
      `${size.rounds} rounds of ${times.size} questions, one after the other; ${WARM_UPS} rounds before were not counted`,
    ],
  });
});
