// A real PostgreSQL pair moves from one site to the other while a client writes all the time. Whatever was acknowledged to the
// client is counted afterwards; CloudNativePG's own part is played (play-cloudnativepg.ts).
import type { PlanId } from "@holdfast/contracts/ids";
import { watchWritable } from "@holdfast/testkit/testbed/postgres/watch-writable";
import { lostRows, type SteadyWriter, writeSteadily } from "@holdfast/testkit/testbed/postgres/write-steadily";
import { lacks } from "@holdfast/testkit/testbed/program-paths";
import { sharedCluster } from "@holdfast/testkit/testbed/shared-cluster";
import { until } from "@holdfast/testkit/testbed/until";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFailed } from "vitest";
import { type People, signedInPeople } from "../harness/accounts";
import { type Installation, startInstallation } from "../harness/installation";
import { driveRun } from "./drive-run";
import { lossPlan, switchoverPlan } from "./pair-plan";
import { type StagedPair, stagePair } from "./stage-pair";

const WRITES = 200;
/** What the client needs to find the other server, and a busy machine to answer it. */
const CLIENT_MS = 3_000;

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

// Without Debian's PostgreSQL there is no pair to move.
describe.skipIf(lacks("postgresql"))("a PostgreSQL pair with a client that writes all the time", () => {
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

  it("is switched over and back without the loss of one row, asynchronous as its replication is", { timeout: 400_000 }, async () => {
    staged = await stagePair(installation, people, "planned");
    const { primary, standby } = staged.pair;
    const client = await writing(staged);
    const planId = await save(switchoverPlan("planned"));

    for (const workflow of ["activate", "failback"] as const) {
      const before = client.acknowledged().length - 1;
      const watch = watchWritable(primary, standby);
      const run = await driveRun(people, { planId, workflow, mode: "graceful" });
      await writesGoOn(client);
      const seen = await watch.stop();
      expect(seen.looks).toBeGreaterThan(10);
      expect(seen.both).toBe(0);
      const silence = Math.round(client.longestSilenceMs(before));
      console.info(`measured: ${workflow} of a PostgreSQL pair: ${silence} ms without writes, recovery ${run.times.recoveryMs} ms`);
      // What the client saw lies within what the run says.
      expect(silence).toBeLessThanOrEqual((run.times.recoveryMs ?? 0) + CLIENT_MS);
      const serving = workflow === "activate" ? standby : primary;
      expect(await serving.query("SELECT pg_is_in_recovery() AS follows")).toEqual([{ follows: false }]);
    }

    await client.stop();
    expect(await lostRows(client, primary)).toEqual([]);
    await until("the standby to have every row", async () => (await lostRows(client, standby)).length === 0, { timeoutMs: 30_000 });
  });

  it("keeps every acknowledged row when the site of its primary is lost, synchronous as its replication is", {
    timeout: 400_000,
  }, async () => {
    staged = await stagePair(installation, people, "lost", { isSynchronous: true });
    const { standby } = staged.pair;
    const client = await writing(staged);
    const planId = await save(lossPlan("lost"));
    await until("the plan to be ready", async () => (await people.operator.api.plan.get.query({ planId })).activate.request.isMet, {
      timeoutMs: 60_000,
    });

    await staged.losePrimarySite();
    const run = await driveRun(people, { planId, workflow: "activate", mode: "ungraceful" });
    await writesGoOn(client);
    console.info(`measured: loss of a PostgreSQL site: detected after ${run.times.detectMs} ms, recovery ${run.times.recoveryMs} ms`);
    expect(run.steps.map(({ use, state }) => `${use} ${state}`)).toEqual(["postgres.demote Skipped", "postgres.promote Done"]);

    await client.stop();
    expect(await lostRows(client, standby)).toEqual([]);
  });
});
