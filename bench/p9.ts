// npm run p9 -w @holdfast/bench [-- --rounds 20]: a site loses its power under a client that writes all the time. Its plan is armed
// and approved, its standby synchronous: how long until the other site is proven to serve, and how many rows are missing then?
import { aPerson } from "@holdfast/testkit/people";
import { lacks } from "@holdfast/testkit/testbed/program-paths";
import { type LossOfSite, loseSite } from "./armed-failover/lose-site";
import { percentile } from "./percentile";
import { type Figure, tell } from "./report";
import { sizes } from "./sizes";
import { startHub } from "./stage/hub";
import { build } from "./stage/program";
import { onStage } from "./stage/stage";
import { startServer } from "./stage/store";

const size = sizes({ rounds: 20 });
const PHASES = [
  ["detect", "the power goes to the run begun"],
  ["decide", "to the run started"],
  ["act", "to the last change seen"],
  ["fence", "its part of act"],
  ["promote", "its part of act"],
  ["shift", "its part of act"],
  ["verify", "to the last verification"],
] as const;

await onStage(async (stage) => {
  for (const programs of ["kube", "postgresql"] as const)
    if (lacks(programs)) throw new Error(`there is no ${programs} here: see docs/runbooks/testing.md`);
  build("hub", "agent");
  const db = await (await startServer(stage)).database("holdfast");
  const hub = await startHub(stage, db);
  const people = { operator: await aPerson(db, "olga", ["operator"]), approver: await aPerson(db, "ada", ["approver"]) };
  const rounds: LossOfSite[] = [];
  for (let i = 1; i <= size.rounds; i++) {
    const times = await loseSite({ stage, db, hub, name: `round-${i}` }, people);
    rounds.push(times);
    console.log(`${i} of ${size.rounds}: ${JSON.stringify(times, (_, value) => (typeof value === "number" ? Math.round(value) : value))}`);
  }
  const of = (key: keyof LossOfSite) => rounds.map((times) => times[key]);
  const sum = (key: keyof LossOfSite) => of(key).reduce((total, each) => total + each, 0);
  const both = (key: keyof LossOfSite, name: string): Figure[] => [
    { name: `${name}, p50`, value: percentile(of(key), 0.5), unit: "ms" },
    { name: `${name}, p95`, value: percentile(of(key), 0.95), unit: "ms" },
  ];
  tell({
    id: "P9",
    work: `loss of a site with an armed plan, synchronous standby, a client that writes all the time: ${size.rounds} rounds`,
    isFullSize: size.isFullSize,
    figures: [
      { name: "the power goes to the last verification, p50", value: percentile(of("total"), 0.5), unit: "ms" },
      { name: "the power goes to the last verification, p95", value: percentile(of("total"), 0.95), unit: "ms", atMost: 15_000 },
      { name: "acknowledged rows that are missing afterwards", value: sum("lostRows"), unit: "", atMost: 0 },
      ...PHASES.flatMap(([key, name]) => both(key, `${key}: ${name}`)),
      ...both("client", "the power goes to the client's next acknowledged row"),
    ],
    notes: [
      `${sum("acknowledgedRows")} rows were acknowledged; every one was looked for at the standby afterwards`,
      "built hub and agents, real API servers, a real PostgreSQL pair; the primary's agent is stopped (SIGSTOP), its API server and PostgreSQL are killed, and its door takes connections without an answer",
      "the operators of CloudNativePG, CSI-Addons and the gateway are played and are done at once; nobody has storage to fence or traffic to shift",
      "hub, agents, API servers, PostgreSQL and the client share the machine's cores and its clock",
    ],
  });
});
