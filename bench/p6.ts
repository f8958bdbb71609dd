// npm run p6 -w @holdfast/bench [-- --agents 1000 --seconds 60]: agents of the real protocol over mutual TLS, each with a heartbeat
// a second, on one hub's program. What the hub costs, and which tables were written meanwhile.
import { setTimeout as delay } from "node:timers/promises";
import { type BeatingAgent, beatingAgent } from "./many-agents/beating-agent";
import { enrolMany } from "./many-agents/enrol-many";
import { rowWrites, writesBetween } from "./many-agents/row-writes";
import { percentile } from "./percentile";
import { tell } from "./report";
import { sizes } from "./sizes";
import { startHub } from "./stage/hub";
import { usageOf } from "./stage/process-usage";
import { build } from "./stage/program";
import { onStage } from "./stage/stage";
import { startServer } from "./stage/store";

/** What a hub writes of itself, whoever is connected: its presence, its leases, its signatures and its runner's own tables. */
const OF_THE_HUB = /^(hub_presence|lease|audit_|event_head|event$|case_|scenario_|evaluation$|dbos)/;
/** Long enough for what connecting has caused (transitions, first measurements of clocks) to be written and told. */
const SETTLE_MS = 15_000;
const DIALS_AT_ONCE = 20;
const size = sizes({ agents: 1000, seconds: 60 });

await onStage(async (stage) => {
  build("hub");
  const server = await startServer(stage);
  const db = await server.database("holdfast");
  const hub = await startHub(stage, db);
  const enrolled = await enrolMany(db, hub, size.agents);
  console.log(`${enrolled.length} agents enrolled`);
  const dialFrom = performance.now();
  const agents: BeatingAgent[] = [];
  for (let i = 0; i < enrolled.length; i += DIALS_AT_ONCE)
    agents.push(...(await Promise.all(enrolled.slice(i, i + DIALS_AT_ONCE).map((each) => beatingAgent(hub.linkUrl, each)))));
  stage.add(() => Promise.all(agents.map((agent) => agent.close())));
  const dialSeconds = (performance.now() - dialFrom) / 1000;
  await delay(SETTLE_MS);

  for (const agent of agents) agent.forget();
  const before = { usage: usageOf(hub.pid), writes: await rowWrites(db), at: performance.now() };
  await delay(size.seconds * 1000);
  const after = { usage: usageOf(hub.pid), at: performance.now() };
  const roundTrips = agents.flatMap((agent) => agent.roundTripsMs);
  // What the hub's connections did last is told within a second; writes of this second are counted against the hub.
  await delay(1500);
  const writes = writesBetween(before.writes, await rowWrites(db));
  const seconds = (after.at - before.at) / 1000;
  const foreign = [...writes].filter(([table]) => !OF_THE_HUB.test(table));
  const own = [...writes].filter(([table]) => OF_THE_HUB.test(table));
  const sum = (rows: readonly (readonly [string, number])[]) => rows.reduce((total, [, count]) => total + count, 0);
  tell({
    id: "P6",
    work: `${size.agents} agents with a heartbeat a second over mutual TLS on one hub, for ${size.seconds} s`,
    isFullSize: size.isFullSize,
    figures: [
      { name: "hub, cores in use", value: (after.usage.cpuSeconds - before.usage.cpuSeconds) / seconds, unit: "cores", atMost: 1 },
      { name: "hub, RSS", value: after.usage.rssMib, unit: "MiB", atMost: 1024 },
      { name: "hub, peak RSS", value: after.usage.peakMib, unit: "MiB", atMost: 1024 },
      { name: "rows written for heartbeats", value: sum(foreign), unit: "", atMost: 0 },
      { name: "rows the hub wrote of itself, a second", value: sum(own) / seconds, unit: "1/s" },
      { name: "heartbeats answered, a second", value: roundTrips.length / seconds, unit: "1/s" },
      { name: "heartbeats refused or lost", value: agents.reduce((total, agent) => total + agent.failures, 0), unit: "", atMost: 0 },
      { name: "round trip of a heartbeat, p50", value: percentile(roundTrips, 0.5), unit: "ms" },
      { name: "round trip of a heartbeat, p99", value: percentile(roundTrips, 0.99), unit: "ms" },
      { name: "all connected within", value: dialSeconds, unit: "s" },
    ],
    notes: [
      `tables written: ${[...writes].map(([table, count]) => `${table} ${count}`).join(", ") || "none"}`,
      "the agents run in the benchmark's process, on the same cores as the hub and PostgreSQL",
    ],
  });
});
