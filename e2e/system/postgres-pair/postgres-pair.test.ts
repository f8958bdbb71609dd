// A real PostgreSQL pair moves from one site to the other while a client writes all the time. Whatever was acknowledged to the
// client is counted afterwards, and what the ledger says of each run is compared with what those outside of the hub saw;
// CloudNativePG's own part is played (play-cloudnativepg.ts, play-exporter.ts).
import type { PlanId } from "@holdfast/contracts/ids";
import type { LedgerRow } from "@holdfast/contracts/ledger";
import { watchWritable } from "@holdfast/testkit/testbed/postgres/watch-writable";
import { instantOf, lostRows, type SteadyWriter, writeSteadily } from "@holdfast/testkit/testbed/postgres/write-steadily";
import { lacks } from "@holdfast/testkit/testbed/program-paths";
import { sharedCluster } from "@holdfast/testkit/testbed/shared-cluster";
import { until } from "@holdfast/testkit/testbed/until";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFailed } from "vitest";
import { type People, signedInPeople } from "../harness/accounts";
import { type Installation, startInstallation } from "../harness/installation";
import { outsideOf } from "./compare-ledger";
import { cutReplication } from "./cut-replication";
import { type Asked, driveRun, ledgerRowOf } from "./drive-run";
import { lossPlan, switchoverPlan } from "./pair-plan";
import { longestSilence, type SeenByClient, whenUnreachable } from "./seen-by-client";
import { type StagedPair, stagePair } from "./stage-pair";

const WRITES = 200;
/** How long a client goes on to write what nobody follows: more than a heartbeat and a scrape, so that the ledger can't miss it. */
const UNFOLLOWED_MS = 5_000;
/** An agent sends a heartbeat a second: after so many, one was heard also on a busy machine. */
const HEARD_AGAIN_MS = 5_000;
const TIMES = ["decideMs", "actMs", "verifyMs", "recoveryMs"] as const;

let installation: Installation;
let people: People;
let staged: StagedPair | undefined;
let writer: SteadyWriter | undefined;
let hasFailed = false;

const save = async (yaml: string): Promise<PlanId> => (await people.operator.api.plan.save.mutate({ yaml, basedOnVersion: 0 })).id;

/** Resolves when the client has written for a while from now on. */
async function writesGoOn(to: SteadyWriter): Promise<void> {
  const from = to.acknowledged().length;
  await until("writes to go on", async () => to.acknowledged().length >= from + WRITES, { timeoutMs: 60_000 });
}

async function writing({ pair }: StagedPair): Promise<SteadyWriter> {
  writer = await writeSteadily([pair.primary, pair.standby]);
  await writesGoOn(writer);
  return writer;
}

/**
 * Saves a plan for the loss of the primary, and resolves when it may be run and the primary was heard of again since its store was
 * measured: what was measured after its last heartbeat may have asked a standby that had not noticed yet, so nobody would know the loss.
 */
async function readyLossPlan(name: string, { origins }: StagedPair): Promise<PlanId> {
  const planId = await save(lossPlan(name, origins));
  await until("the plan to be ready", async () => (await people.operator.api.plan.get.query({ planId })).activate.request.isMet, {
    timeoutMs: 90_000,
  });
  const measuredAt = async () => {
    const [of] = await people.viewer.api.plan.stores.query({ planId });
    return of?.stores.every(({ durableAt }) => durableAt !== null) ? (of.stores[0]?.measuredAt ?? undefined) : undefined;
  };
  const first = await until("the store to be measured", measuredAt, { timeoutMs: 60_000 });
  await until("heartbeats since", async () => Date.now() >= first.getTime() + HEARD_AGAIN_MS, { timeoutMs: 2 * HEARD_AGAIN_MS });
  return planId;
}

type Watched = { row: LedgerRow; steps: string[]; seen: Omit<SeenByClient, "missing" | "lost"> };

/** Drives a run while a client writes, and tells what the ledger and what those outside say of it. */
async function watched({ pair, doors }: StagedPair, client: SteadyWriter, asked: Asked): Promise<Watched> {
  const before = Math.max(0, client.acknowledged().length - 1);
  const watch = watchWritable(pair.primary, pair.standby);
  const driven = await driveRun(people, asked);
  await writesGoOn(client);
  const { looks, both, began } = await watch.stop();
  expect(looks).toBeGreaterThan(10);
  expect(both).toBe(0);
  const [ofServer, door] = asked.workflow === "activate" ? [began[1], doors.dr] : [began[0], doors.prod];
  if (!ofServer) throw new Error("the new site was not seen to begin with the writes");
  const silence = longestSilence(client.acknowledged().slice(before));
  const row = await ledgerRowOf(people, driven.run);
  const { detectMs, decideMs, actMs, verifyMs, losses } = row;
  console.info(
    `measured: ${asked.workflow}, ${asked.mode}: ${Math.round(silence.until - silence.from)} ms without writes; the ledger: ${JSON.stringify({ detectMs, decideMs, actMs, verifyMs, losses })}`,
  );
  return {
    row,
    steps: driven.run.steps.map(({ use, state }) => `${use} ${state}`),
    seen: { asked: driven.asked, approved: driven.approved, silence, began: ofServer, answers: door.answers() },
  };
}

/** The ledger says what was seen; one that said anything else would have been found. */
function expectAsSeen(row: LedgerRow, seen: SeenByClient): void {
  expect(outsideOf(row, seen)).toEqual([]);
  for (const figure of seen.lost ? [...TIMES, "detectMs" as const] : TIMES)
    for (const wrong of [0, null, (row[figure] ?? 0) + 20_000])
      expect(outsideOf({ ...row, [figure]: wrong }, seen), `${figure} ${wrong}`).not.toEqual([]);
  for (const wrong of [undefined, [], row.losses?.map((loss) => ({ ...loss, lossSeconds: (loss.lossSeconds ?? 0) + 30 }))])
    expect(outsideOf({ ...row, losses: wrong }, seen), JSON.stringify(wrong)).not.toEqual([]);
}

/** Takes the power from the primary's site and has a run made for it. */
async function lostAndWatched(at: StagedPair, client: SteadyWriter, planId: PlanId) {
  const power = await at.losePrimarySite();
  const unreachable = await whenUnreachable(people.viewer, at.clusters.prod.id);
  const run = await watched(at, client, { planId, workflow: "activate", mode: "ungraceful" });
  expect(run.steps).toEqual(["postgres.demote Skipped", "postgres.promote Done", "probe.http Done"]);
  await client.stop();
  const missing = await lostRows(client, at.pair.standby);
  return { row: run.row, seen: { ...run.seen, lost: { power, unreachable }, missing } };
}

// Without Debian's PostgreSQL there is no pair to move, and without its Prometheus nobody measures how far one follows the other.
describe.skipIf(lacks("postgresql") || lacks("prometheus"))("a PostgreSQL pair with a client that writes all the time", () => {
  beforeAll(async () => {
    // Not used here, but where the test bed is missing this file is skipped like the others of its project.
    expect(sharedCluster("test").name).toBe("test");
    installation = await startInstallation("postgres-pair");
    people = await signedInPeople(installation);
  });
  afterAll(async () => {
    if (hasFailed) process.stderr.write(`${installation?.logTails(30)}\n`);
    await installation?.stop({ keepLogs: hasFailed });
  });
  beforeEach(() =>
    onTestFailed(() => {
      hasFailed = true;
    }),
  );
  afterEach(async () => {
    await writer?.stop();
    await staged?.stop({ keepLogs: hasFailed });
    writer = undefined;
    staged = undefined;
  });

  it("is switched over and back without the loss of one row, asynchronous as its replication is, and the ledger says what was seen", {
    timeout: 400_000,
  }, async () => {
    staged = await stagePair(installation, people, "planned");
    const { primary, standby } = staged.pair;
    const client = await writing(staged);
    const planId = await save(switchoverPlan("planned", staged.origins));
    const runs: Watched[] = [];
    for (const workflow of ["activate", "failback"] as const) {
      runs.push(await watched(staged, client, { planId, workflow, mode: "graceful" }));
      const serving = workflow === "activate" ? standby : primary;
      expect(await serving.query("SELECT pg_is_in_recovery() AS follows")).toEqual([{ follows: false }]);
    }

    await client.stop();
    const missing = await lostRows(client, primary);
    expect(missing).toEqual([]);
    await until("the standby to have every row", async () => (await lostRows(client, standby)).length === 0, { timeoutMs: 30_000 });
    for (const { row, seen } of runs) expectAsSeen(row, { ...seen, lost: null, missing });
  });

  it("keeps every acknowledged row when the site of its primary is lost, synchronous as its replication is, and the ledger says what was seen", {
    timeout: 400_000,
  }, async () => {
    staged = await stagePair(installation, people, "lost", { isSynchronous: true });
    const client = await writing(staged);
    const planId = await readyLossPlan("lost", staged);
    const { row, seen } = await lostAndWatched(staged, client, planId);
    expect(seen.missing).toEqual([]);
    expectAsSeen(row, seen);
  });

  it("loses what nobody followed when its site is lost, and the ledger owns up to all of it", { timeout: 400_000 }, async () => {
    staged = await stagePair(installation, people, "torn");
    const client = await writing(staged);
    const planId = await readyLossPlan("torn", staged);
    const cutAt = await cutReplication(staged.pair);
    const latest = () => client.acknowledged().at(-1);
    await until("writes that nobody follows", async () => instantOf(latest() ?? { id: 0, at: 0 }) >= cutAt + UNFOLLOWED_MS, {
      timeoutMs: 60_000,
    });
    const { row, seen } = await lostAndWatched(staged, client, planId);
    expect(seen.missing.length).toBeGreaterThan(0);
    expectAsSeen(row, seen);
    expect(outsideOf({ ...row, losses: row.losses?.map((loss) => ({ ...loss, lossSeconds: 0 })) }, seen)).not.toEqual([]);
  });
});
