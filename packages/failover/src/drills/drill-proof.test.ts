import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { eventually } from "../../test/eventually";
import { stepsOf } from "../../test/steps-of";
import { type Stage, suiteHub } from "../../test/suite-hub";
import { judgeDrills } from "./judge-drills";

const db = suiteDatabase();
const hub = suiteHub(db);
const SECOND = 1000;

const condition = (name: string, cluster: string, query: string) => ({
  ...{ name, use: "probe.promql", with: { cluster, query, comparison: "<=", threshold: 0.01 } },
});
/** One look of the judge, by a clock that may be set. */
const judge = (now = () => new Date(), hubId = "hub-judge") =>
  judgeDrills({ db, hubId, agents: hub.agents().agents, log: hub.log, now }, new AbortController().signal);
const proofOf = (runId: string) => db.prisma.drillProof.findUniqueOrThrow({ where: { runId } });
const readings = async (runId: string) =>
  (await proofOf(runId)).readings as {
    name: string;
    held: boolean | null;
    value: number | null;
    asked: string;
    when: string;
    at: string;
  }[];
const audits = (runId: string) => db.prisma.auditEntry.findMany({ where: { targetId: runId, action: "drill.judge" } });

/** A drill of one step under these terms. */
async function drillOf(stage: Stage, terms: (site: string) => object, more: object = {}) {
  const plan = stage.plan([stepsOf(stage.pair).scale(10)], { drill: terms(stage.standby.name) });
  return stage.again(plan, await stage.save(plan), { kind: "drill", mode: "graceful", ...more });
}
const says = (runId: string) => eventually(async () => (await hub.reaches(runId, "Approved")).phaseMessage);
/** What the audit chain keeps of a run's start, the guards among it. */
const startOf = async (runId: string) => {
  const entry = await db.prisma.auditEntry.findFirstOrThrow({ where: { targetId: runId, action: "failover.start" } });
  return entry.after as { guards: unknown };
};
const guardOf = (row: { guards: unknown }, name: string) =>
  (row.guards as { name: string; isMet: boolean; message: string }[]).find((guard) => guard.name === name);

describe("a blocking condition", () => {
  it("keeps a drill from beginning while it does not hold, or has no figure, and is said; then it begins with the figure on record", async () => {
    const stage = await hub.stage();
    stage.standby.metrics.set("incidents", [3]);
    const runId = await drillOf(stage, (site) => ({ blocking: [condition("no-incident", site, "incidents")] }));
    await says(runId).toContain("no-incident: 3, is to be <= 0.01");
    stage.standby.metrics.set("incidents", []);
    await says(runId).toContain("no-incident: no figure");
    expect(stage.effects()).toEqual([]);
    expect((await readings(runId))[0]).toMatchObject({ held: null, when: "before" });
    stage.standby.metrics.set("incidents", [0]);
    await hub.reaches(runId, "Succeeded");
    expect(guardOf(await startOf(runId), "drill-conditions")).toMatchObject({ isMet: true });
    expect((await readings(runId))[0]).toMatchObject({ name: "no-incident", held: true, value: 0, asked: "incidents", when: "before" });
  });

  it("keeps no real run", async () => {
    const stage = await hub.stage();
    stage.standby.metrics.set("incidents", [3]);
    const runId = await drillOf(stage, (site) => ({ blocking: [condition("no-incident", site, "incidents")] }), { kind: "real" });
    await hub.reaches(runId, "Succeeded");
    expect(guardOf(await startOf(runId), "drill-conditions")).toBeUndefined();
  });
});

describe("a drill with outcome conditions", () => {
  const outcome =
    (more: object = {}) =>
    (site: string) => ({ outcome: [{ ...condition("errors", site, "errors"), ...more }] });

  it("passes when they hold at its end, once, and it is on record with query, value and time", async () => {
    const stage = await hub.stage();
    const runId = await drillOf(stage, outcome());
    await hub.reaches(runId, "Succeeded");
    await Promise.all([judge(undefined, "hub-1"), judge(undefined, "hub-2")]);
    await judge();
    expect(await proofOf(runId)).toMatchObject({ verdict: "passed", judgedAt: expect.any(Date) });
    const [entry, second] = await audits(runId);
    expect(entry).toMatchObject({
      outcome: "succeeded",
      after: { conditions: [{ name: "errors", asked: "errors", value: 0, held: true }] },
    });
    expect(second).toBeUndefined();
    expect(await db.prisma.event.count({ where: { type: "drill.changed", subjectId: runId } })).toBe(1);
  });

  it("waits for them to come to hold within their time, and fails when they do not", async () => {
    const stage = await hub.stage();
    stage.standby.metrics.set("errors", [0.5]);
    const runId = await drillOf(stage, outcome({ withinSeconds: 20 }));
    const { finishedAt } = await hub.reaches(runId, "Succeeded");
    await judge();
    expect(await proofOf(runId)).toMatchObject({ verdict: "pending", readings: [{ held: false, value: 0.5 }] });
    await judge(() => new Date((finishedAt?.getTime() ?? 0) + 21 * SECOND));
    expect(await proofOf(runId)).toMatchObject({ verdict: "failed", message: expect.stringContaining("errors") });
    expect(await audits(runId)).toMatchObject([{ outcome: "failed" }]);
  });

  it("proves nothing where there is no figure, and where nobody looked in time", async () => {
    const stage = await hub.stage();
    stage.standby.metrics.set("errors", { error: "query timed out" });
    const blank = await drillOf(stage, outcome({ withinSeconds: 0 }));
    await hub.reaches(blank, "Succeeded");
    await judge();
    expect(await proofOf(blank)).toMatchObject({ verdict: "unproven", readings: [{ held: null, value: null }] });
    const other = await hub.stage();
    const late = await drillOf(other, outcome());
    const { finishedAt } = await hub.reaches(late, "Succeeded");
    await judge(() => new Date((finishedAt?.getTime() ?? 0) + 3600 * SECOND));
    expect(await proofOf(late)).toMatchObject({ verdict: "unproven", readings: [{ message: expect.stringContaining("nobody looked") }] });
  });

  it("is looked at while it runs, and stays failed once a condition did not hold throughout", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const plan = stage.plan([step.ask(), step.scale(10)], {
      drill: { outcome: [{ ...condition("errors", stage.standby.name, "errors"), when: "throughout" }] },
    });
    const runId = await stage.again(plan, await stage.save(plan), { kind: "drill", mode: "graceful" });
    await hub.reachesStep(runId, 0, "Verifying", "AwaitingApproval");
    stage.standby.metrics.set("errors", [0.2]);
    await judge();
    expect(await proofOf(runId)).toMatchObject({ verdict: "pending", readings: [{ held: false, value: 0.2 }] });
    stage.standby.metrics.set("errors", [0]);
    await hub.tell(runId, "undo");
    await hub.reaches(runId, "Undone");
    await judge();
    expect(await proofOf(runId)).toMatchObject({ verdict: "failed" });
  });

  it("is not proven when a person had it go on without a step, whatever held", async () => {
    const stage = await hub.stage();
    stage.standby.metrics.set("errors", [0]);
    const skipping = stage.plan([stepsOf(stage.pair).never(), stepsOf(stage.pair).scale(10)], { drill: outcome()(stage.standby.name) });
    const runId = await stage.again(skipping, await stage.save(skipping), { kind: "drill", mode: "graceful" });
    await hub.reaches(runId, "Paused");
    await hub.tell(runId, "skip");
    await hub.reaches(runId, "Succeeded");
    await judge();
    expect(await proofOf(runId)).toMatchObject({ verdict: "unproven", message: "not proven: these steps were skipped by hand: never" });
  });

  it("that did not come to its end has failed, and one that never began proves nothing", async () => {
    const stage = await hub.stage();
    const failing = stage.plan([{ ...stepsOf(stage.pair).promql({ timeoutSeconds: 1, onFailure: "abort" }) }], {
      drill: outcome()(stage.standby.name),
    });
    stage.standby.metrics.set("errors", [1]);
    const failed = await stage.again(failing, await stage.save(failing), { kind: "drill", mode: "graceful" });
    await hub.reaches(failed, "Failed");
    const other = await hub.stage();
    const expired = await drillOf(other, outcome(), { phase: "AwaitingApproval", expiresInMs: 1, approvers: [] });
    await hub.reaches(expired, "Expired");
    await judge();
    expect(await proofOf(failed)).toMatchObject({ verdict: "failed" });
    expect(await proofOf(expired)).toMatchObject({ verdict: "unproven" });
  });
});

describe("a drill that its calendar asked for ahead", () => {
  it("does not begin before its time, though it is approved", async () => {
    const stage = await hub.stage();
    const notBefore = new Date(Date.now() + 2500);
    const runId = await drillOf(stage, () => ({ maxAgeDays: 30 }), { origin: "calendar", notBefore });
    const done = await hub.reaches(runId, "Succeeded");
    expect(done.startedAt?.getTime()).toBeGreaterThanOrEqual(notBefore.getTime());
  });
});

describe("an isolated drill", () => {
  const isolated = (stage: Stage, more: object = {}) => drillOf(stage, () => ({ isolated: true }), more);
  const activeSite = async (runId: string) =>
    (await db.prisma.run.findUniqueOrThrow({ where: { id: runId }, select: { group: true } })).group.activeSite;

  it("does its steps at the standby, and moves the group nowhere", async () => {
    const stage = await hub.stage();
    const runId = await isolated(stage);
    await hub.reaches(runId, "Succeeded");
    expect(new Set(stage.effects().map((effect) => effect.clusterId))).toEqual(new Set([stage.standby.id]));
    expect(await activeSite(runId)).toBeNull();
    const ordinary = await drillOf(await hub.stage(), () => ({ maxAgeDays: 1 }));
    await hub.reaches(ordinary, "Succeeded");
    expect(await activeSite(ordinary)).not.toBeNull();
  });

  it("does not begin while the group runs where it would act", async () => {
    const stage = await hub.stage();
    const plan = stage.plan([stepsOf(stage.pair).scale(10)], { drill: { isolated: true } });
    const saved = await stage.save(plan);
    await db.prisma.protectionGroup.update({ where: { id: saved.groupId }, data: { activeSite: stage.standby.id } });
    const runId = await stage.again(plan, saved, { kind: "drill", mode: "graceful" });
    await says(runId).toContain("would act on the live side");
    expect(stage.effects()).toEqual([]);
  });
});
