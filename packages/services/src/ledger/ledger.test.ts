import type { RunId } from "@holdfast/contracts/ids";
import { LedgerFilter, ListLedger } from "@holdfast/contracts/ledger";
import { stepDurations } from "@holdfast/db/step-durations";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { anEndedRun, type EndedRun } from "@holdfast/testkit/ended-run";
import { aCluster, anInstallation } from "@holdfast/testkit/installation";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { getPlan } from "../failover/get-plan";
import { signRunReport } from "../reports/sign-run-report";
import { exportLedger } from "./export-ledger";
import { listLedger } from "./list-ledger";
import { summariseLedger } from "./summarise-ledger";

const db = suiteDatabase();
let [vera, away] = [] as unknown as [Person, Person];
let make: (about: Pick<EndedRun, "name"> & Partial<EndedRun>) => Promise<RunId>;

beforeAll(async () => {
  await aCluster(db, "prod", { environment: "production", labels: { team: "bank" } });
  await aCluster(db, "dr", { environment: "dr", labels: { team: "bank" } });
  const [requester, approver] = [await aPerson(db, "ana", ["operator"]), await aPerson(db, "ben", ["approver"])];
  vera = await aPerson(db, "vera", ["viewer"]);
  away = await aPerson(db, "away", ["viewer"], { matchLabels: { team: "pay" } });
  const { keys } = await anInstallation(db);
  make = async (about) => {
    const id = await anEndedRun(db, { primary: "prod", standby: "dr", requester, approver, ...about });
    await signRunReport(theSystem(db), keys.reports, async () => new Uint8Array([1]), id);
    return id;
  };
  await make({ name: "bank", endedAfter: 9 });
  await make({ name: "bank", kind: "drill", endedAfter: 12 });
  await make({ name: "bank", kind: "drill", endedAfter: 16 });
  await make({ name: "shop", phase: "Failed" });
});

const asked = (filter: Partial<ListLedger> = {}) => listLedger(vera.as(), ListLedger.parse(filter));
const recoveries = (page: Awaited<ReturnType<typeof asked>>) => page.rows.map((row) => row.recoveryMs);

describe("the ledger", () => {
  it("has every run that has ended, with its measured times against the RTO, the newest first", async () => {
    const page = await asked();
    expect(recoveries(page)).toEqual([null, 16_000, 12_000, 9000]);
    expect(page.rows[1]).toMatchObject({
      ...{ group: "bank", planName: "bank", kind: "drill", phase: "Succeeded", primaryName: "prod", standbyName: "dr" },
      ...{ decideMs: 20_000, actMs: 4000, verifyMs: 12_000, rtoSeconds: 15, isWithinRto: false },
    });
    expect(page.rows[1]).not.toHaveProperty("losses");
  });

  it("is narrowed by what is asked for, on the server, and read on where a page ended", async () => {
    expect((await asked({ groups: ["shop"] })).rows.map((row) => row.phase)).toEqual(["Failed"]);
    expect(recoveries(await asked({ kinds: ["drill"] }))).toEqual([16_000, 12_000]);
    expect(recoveries(await asked({ rto: ["over"] }))).toEqual([16_000]);
    expect(recoveries(await asked({ rto: ["within", "unmeasured"] }))).toEqual([null, 12_000, 9000]);
    expect((await asked({ workflows: ["failback"] })).total).toBe(0);
    const first = await asked({ limit: 3 });
    expect([first.total, recoveries(await asked({ limit: 3, cursor: first.nextCursor }))]).toEqual([4, [9000]]);
    await expect(asked({ cursor: "somewhere" })).rejects.toMatchObject({ code: "InvalidInput" });
  });

  it("sums up what it lists: held and missed, the middle and the slowest twentieth, and the course of the drills", async () => {
    const summary = await summariseLedger(vera.as(), LedgerFilter.parse({ groups: ["bank"] }));
    expect(summary).toMatchObject({
      runs: 3,
      succeeded: 3,
      withinRto: 2,
      overRto: 1,
      p50Ms: 12_000,
      p95Ms: 16_000,
      groups: ["bank", "shop"],
    });
    expect(summary.points.map((point) => [point.kind, point.recoveryMs])).toEqual([
      ["real", 9000],
      ["drill", 12_000],
      ["drill", 16_000],
    ]);
  });

  it("does not exist for who may not see the sites, and a file of it is on record", async () => {
    expect((await listLedger(away.as(), ListLedger.parse({}))).total).toBe(0);
    expect(await summariseLedger(away.as(), LedgerFilter.parse({}))).toMatchObject({ runs: 0, p50Ms: null, groups: [] });
    const rows = async (who: Person) => {
      const all = [];
      for await (const part of await exportLedger(who.as(), { format: "csv", filter: LedgerFilter.parse({ kinds: ["drill"] }) }))
        all.push(...part);
      return all;
    };
    expect(await rows(vera)).toHaveLength(2);
    expect(await rows(away)).toEqual([]);
    expect((await auditOf(db, "failover.ledger-export")).map((entry) => entry.actor.name)).toEqual(["vera", "away"]);
  });
});

describe("the forecast of a plan", () => {
  it("is said once its steps have run often enough, and not before", async () => {
    const { planId } = (await asked({ groups: ["bank"] })).rows[0] ?? { planId: "" };
    const forecast = async () => (await getPlan(vera.as(), planId)).activate.forecast;
    expect(await forecast()).toEqual({ isKnown: false, runs: 0, needed: 5 });
    // The second step of these runs was skipped: it says nothing of how long it takes.
    await db.prisma.stepRun.updateMany({
      where: { name: "answers" },
      data: { state: "Done", startedAt: new Date(0), finishedAt: new Date(2000) },
    });
    expect(await forecast()).toEqual({ isKnown: false, runs: 3, needed: 5 });
    await make({ name: "bank" });
    await make({ name: "bank" });
    await db.prisma.stepRun.updateMany({
      where: { name: "answers" },
      data: { state: "Done", startedAt: new Date(0), finishedAt: new Date(2000) },
    });
    expect(await forecast()).toEqual({ isKnown: true, p50Ms: 6000, p95Ms: 6000, runs: 5 });
    expect(await stepDurations(db.prisma, planId, "failback")).toEqual([]);
  });
});
