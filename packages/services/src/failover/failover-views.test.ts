import { ListRuns } from "@holdfast/contracts/failover";
import type { PlanId, RunId } from "@holdfast/contracts/ids";
import { aPlan, planYaml } from "@holdfast/testkit/a-plan";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { v7 as uuid } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { checkPlan } from "./check-plan";
import { getPlan } from "./get-plan";
import { getRun } from "./get-run";
import { listApprovals } from "./list-approvals";
import { listRuns } from "./list-runs";
import { requestFailover } from "./request-failover";

const db = suiteDatabase();
let [ana, ben, vera] = [] as unknown as [Person, Person, Person];
beforeAll(async () => {
  await aCluster(db, "prod", { environment: "production" });
  await aCluster(db, "dr", { environment: "dr" });
  [ana, ben, vera] = [
    await aPerson(db, "ana", ["operator", "approver"]),
    await aPerson(db, "ben", ["approver"]),
    await aPerson(db, "vera", ["viewer"]),
  ];
});

const steps = `      - name: scale-up
        use: workload.scale
        with: { cluster: dr, namespace: bank, name: core, replicas: 10 }
      - name: ask
        use: approval.wait
        with: { required: 1, expiresAfterSeconds: 600 }`;
const text = (name: string, standby = "dr") =>
  planYaml({ name, primary: "prod", standby, steps: steps.replace("cluster: dr", `cluster: ${standby}`) });

let seq = 0n;

/** A run that has done its first step and waits for people in its second, as the runner would have left it. */
async function waitingRun(name: string) {
  const { id: planId } = await aPlan(db, { name, primary: "prod", standby: "dr", steps });
  const { runId } = await requestFailover(ana.as(), { planId, planVersion: 1, workflow: "activate", reason: "region lost" });
  const run = await db.prisma.run.findUniqueOrThrow({ where: { id: runId } });
  const at = (seconds: number) => new Date(run.requestedAt.getTime() + seconds * 1000);
  const row = { runId, params: {}, attempt: 1, startedAt: at(1), deadlineAt: at(600) };
  await db.prisma.run.update({ where: { id: runId }, data: { phase: "Running", approvedAt: at(1), startedAt: at(1) } });
  await db.prisma.stepRun.createMany({
    data: [
      { ...row, index: 0, name: "scale-up", use: "workload.scale", state: "Done", finishedAt: at(3) },
      { ...row, index: 1, name: "ask", use: "approval.wait", state: "AwaitingApproval" },
    ],
  });
  const line = (stepIndex: number, transition: string, seconds: number, detail = {}) => ({
    ...{ runId, stepIndex, attempt: 1, transition, leaseEpoch: 1n, detail, at: at(seconds) },
  });
  await db.prisma.journalEntry.createMany({
    data: [line(0, "started", 1), line(0, "intended", 1.1), line(0, "sent", 1.2), line(0, "verified", 3), line(1, "started", 3)],
  });
  const order = { clusterId: run.standbyId, input: { replicas: 10 }, scope: "group:x", epoch: 3n, issuedAt: at(1.2), expiresAt: at(60) };
  await db.prisma.command.createMany({
    data: [
      { ...order, id: uuid(), seq: ++seq, name: "workload.scale", idempotencyKey: `run:${runId}:scale-up:1:do`, outcome: "succeeded" },
      { ...order, id: uuid(), seq: ++seq, name: "workload.scale", idempotencyKey: `run:${uuid()}:scale-up:1:do` },
    ],
  });
  return { planId: planId as PlanId, runId: runId as RunId };
}

describe("the text of a plan", () => {
  it("is checked as saving would check it, and nothing is kept", async () => {
    const broken = text("draft").replace("replicas: 10", "replicas: ten");
    const { problems, workflows } = await checkPlan(ana.as(), { yaml: broken });
    expect(problems).toMatchObject([{ path: "spec.activate.steps[0].with.replicas", line: 14, remedy: expect.stringMatching(/number/) }]);
    expect(workflows).toEqual([]);
    expect(await db.prisma.plan.count({ where: { name: "draft" } })).toBe(0);
  });

  it("that names no cluster of the fleet is told where, and what there is", async () => {
    const { problems, workflows } = await checkPlan(ana.as(), { yaml: text("draft", "nowhere") });
    expect(problems).toEqual([
      { line: 7, column: 12, path: "spec.standby", message: expect.stringContaining("nowhere"), remedy: "write one of: dr, prod" },
    ]);
    expect(workflows).toMatchObject([{ workflow: "activate", diagram: expect.stringContaining("scale-up") }]);
  });
});

describe("the page of a plan", () => {
  it("names who could approve a request of the reader, and never the reader", async () => {
    const { id } = await aPlan(db, { name: "who", primary: "prod", standby: "dr", steps });
    expect((await getPlan(ana.as(), id)).approvers).toEqual(["ben"]);
    expect((await getPlan(vera.as(), id)).approvers).toEqual(["ana", "ben"]);
  });

  it("shows both forms of a step, and a request for a lost primary shows its approvers the one that will run", async () => {
    const forms = (replicas: number) => `with: { cluster: dr, namespace: bank, name: core, replicas: ${replicas} }`;
    const two = `      - name: drain
        use: workload.scale
        with: { cluster: prod, namespace: bank, name: core, replicas: 0 }
        ungraceful: skip
      - name: scale-up
        use: workload.scale
        ${forms(5)}
        ungraceful: { ${forms(10)} }`;
    const { id: planId } = await aPlan(db, { name: "forms", primary: "prod", standby: "dr", steps: two });
    const { activate } = await getPlan(ana.as(), planId);
    expect(activate.steps).toMatchObject([
      { ungraceful: "skip" },
      { change: "5 replicas, all ready", ungraceful: { change: "10 replicas, all ready" } },
    ]);

    const { runId } = await requestFailover(ana.as(), { planId, planVersion: 1, workflow: "activate", reason: "region lost" });
    const run = await getRun(ben.as(), runId);
    expect(run.mode).toBe("ungraceful");
    expect(run.steps).toMatchObject([
      { state: "Skipped", variant: "leftOut" },
      { state: "Pending", variant: "ungraceful", change: "10 replicas, all ready" },
    ]);
  });

  it("says which right is missing before anything is pressed", async () => {
    const { id } = await aPlan(db, { name: "rights", primary: "prod", standby: "dr", steps });
    expect(await getPlan(ana.as(), id)).toMatchObject({ activate: { request: { isMet: true } }, edit: { isMet: true } });
    expect(await getPlan(vera.as(), id)).toMatchObject({
      activate: { request: { isMet: false, message: expect.stringContaining("failover:request on prod") } },
      edit: { isMet: false, message: expect.stringContaining("plan:edit on prod") },
    });
  });
});

describe("the page of a run", () => {
  it("has the boundaries and the orders of each attempt, and no order of another run", async () => {
    const { runId } = await waitingRun("course");
    const run = await getRun(vera.as(), runId);
    expect(run.steps[0]?.attempts).toMatchObject([
      {
        number: 1,
        boundaries: [{ transition: "started" }, { transition: "intended" }, { transition: "sent" }, { transition: "verified" }],
        commands: [{ name: "workload.scale", way: "do", clusterName: "dr", outcome: "succeeded", epoch: 3 }],
      },
    ]);
    expect(run).toMatchObject({ kind: "real", mode: "ungraceful", pendingIntent: null });
    expect(run.allowed.undo?.message).toContain("failover:operate on prod");
  });

  it("lets a step that waits be decided by a second person only, until its own deadline", async () => {
    const { runId } = await waitingRun("ask");
    const step = async (person: Person) => (await getRun(person.as(), runId)).steps[1];
    expect((await step(ben))?.decide).toEqual({ isMet: true, message: "" });
    expect((await step(ana))?.decide).toMatchObject({ isMet: false, message: expect.stringMatching(/asked for/) });
    const inbox = (await listApprovals(ben.as())).find((each) => each.id === runId);
    expect(inbox).toMatchObject({ kind: "failoverStep", detail: "ask", expiresAt: (await step(ben))?.deadlineAt });
    await db.prisma.stepRun.updateMany({ where: { runId, name: "ask" }, data: { deadlineAt: new Date(Date.now() - 1) } });
    expect((await step(ben))?.decide).toMatchObject({ isMet: false, message: expect.stringMatching(/is over/) });
  });
});

describe("the list of runs", () => {
  it("comes in pages, the newest first, each run once, and knows how many there are", async () => {
    const { id: planId } = await aPlan(db, { name: "often", primary: "prod", standby: "dr", steps });
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) {
      const { runId } = await requestFailover(ana.as(), { planId, planVersion: 1, workflow: "activate", reason: "region lost" });
      await db.prisma.run.update({ where: { id: runId }, data: { phase: i === 2 ? "Failed" : "Cancelled" } });
      ids.unshift(runId);
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listRuns(vera.as(), ListRuns.parse({ planId, limit: 2, cursor }));
      expect(page).toMatchObject({ total: 5, isTotalCapped: false });
      seen.push(...page.rows.map((row) => row.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(ids);
    const failed = await listRuns(vera.as(), ListRuns.parse({ planId, phases: ["Failed"] }));
    expect(failed).toMatchObject({ rows: [{ id: ids[2], rtoSeconds: 15 }], total: 1, nextCursor: null });
  });

  it("has the newest first whatever its id is: that of a child run is a digest", async () => {
    const { id: planId } = await aPlan(db, { name: "parent", primary: "prod", standby: "dr", steps });
    const asked = { planId, planVersion: 1, workflow: "activate", reason: "region lost" } as const;
    const ids: string[] = [];
    for (let i = 0; i < 2; i++) {
      const { runId } = await requestFailover(ana.as(), asked);
      await db.prisma.run.update({ where: { id: runId }, data: { phase: "Cancelled" } });
      ids.push(runId);
    }
    const [newest = "", oldest = ""] = ids;
    await db.prisma.run.update({ where: { id: newest }, data: { requestedAt: new Date(Date.now() + 1000) } });
    const first = await listRuns(vera.as(), ListRuns.parse({ planId, limit: 1 }));
    expect(first.rows.map(({ id }) => id)).toEqual([newest]);
    const second = await listRuns(vera.as(), ListRuns.parse({ planId, limit: 1, cursor: first.nextCursor }));
    expect(second).toMatchObject({ rows: [{ id: oldest }], nextCursor: null });
  });

  it("refuses a cursor of another list", async () => {
    for (const cursor of ["17", crypto.randomUUID(), `1e99.${crypto.randomUUID()}`, ".", "1."])
      await expect(listRuns(vera.as(), ListRuns.parse({ cursor })), cursor).rejects.toMatchObject({ code: "InvalidInput" });
  });
});
