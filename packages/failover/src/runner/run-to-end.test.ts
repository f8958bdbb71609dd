import { entryHash, GENESIS_HASH } from "@holdfast/db/audit/entry-hash";
import { auditEntryOf } from "@holdfast/db/audit/read";
import { timings } from "@holdfast/domain/run/timings";
import { aRoute, worldState } from "@holdfast/testkit/fake-agents/world";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { anApprovedRun, decideStep } from "../../test/approved-run";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
const hub = suiteHub(db);

describe("a run", () => {
  it("does every step in order, sees each done, and says so in journal, events and audit trail", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const runId = await stage.run([step.scale(10), step.istio(100), step.gateway(1), step.http(), step.promql()]);

    const run = await hub.reaches(runId, "Succeeded", "Paused", "NeedsOperator", "Failed");
    expect({ phase: run.phase, message: run.phaseMessage }).toEqual({ phase: "Succeeded", message: "every step was verified" });
    expect(run.steps.map((each) => [each.state, each.attempt, each.message])).toEqual([
      ["Done", 1, "10 of 10 ready"],
      ["Done", 1, "old 0, new 100"],
      ["Done", 1, "old 0, new 1"],
      ["Done", 1, "200, 2 times in a row, within 2 ms"],
      ["Done", 1, "0 < 0.01, 2 times in a row"],
    ]);
    expect(worldState(hub.world).find((cluster) => cluster.name === stage.standby.name)).toMatchObject({
      workloads: { "bank/core": "10/10" },
      routes: { "bank/core": ["old=0", "new=100"] },
      rules: { "bank/edge": ["old=0", "new=1"] },
    });
    expect(stage.effects()).toHaveLength(3);

    const lines = run.journal.map((line) => `${line.stepIndex} ${line.transition}`);
    const change = (i: number) => ["started", "intended", "sent", "verified"].map((transition) => `${i} ${transition}`);
    expect(new Set(lines)).toEqual(
      new Set([...change(0), ...change(1), ...change(2), "3 started", "3 verified", "4 started", "4 verified"]),
    );
    const trail = await db.prisma.auditEntry.findMany({ where: { targetId: runId }, orderBy: { seq: "asc" } });
    expect(trail.filter((entry) => entry.action.startsWith("failover.step-"))).toHaveLength(lines.length);
    expect(trail.map((entry) => entry.action)).toEqual(expect.arrayContaining(["failover.start", "failover.phase-changed"]));
    const events = await db.prisma.event.findMany({ where: { subjectId: runId, type: "failover.step-changed" } });
    expect(events.filter((event) => (event.payload as { transition: string | null }).transition !== null)).toHaveLength(lines.length);
  });

  it("moves its group to the standby, and by the failback's own steps back to the primary", async () => {
    const stage = await hub.stage();
    const { pair } = stage;
    stage.primary.routes.set("bank/core", aRoute({ old: 100, new: 0 }));
    const back = stepsOf({ primary: pair.standby, standby: pair.primary });
    const plan = stage.plan([stepsOf(pair).scale(10)], { failback: [back.scale(12, { name: "scale-back" }), back.istio(100)] });
    const saved = await stage.save(plan);
    const runsAt = async () => (await db.prisma.protectionGroup.findUniqueOrThrow({ where: { id: saved.groupId } })).activeSite;

    const there = await hub.reaches(await anApprovedRun(db, pair, plan, saved), "Succeeded");
    expect(await runsAt()).toBe(pair.standby.id);
    const home = await hub.reaches(await anApprovedRun(db, pair, plan, saved, { workflow: "failback" }), "Succeeded");
    expect(await runsAt()).toBe(pair.primary.id);
    expect(home.steps.map((each) => [each.name, each.clusterId])).toEqual([
      ["scale-back", pair.primary.id],
      ["mesh-100", pair.primary.id],
    ]);
    expect(home.epoch).toBe(there.epoch + 1n);
    expect(stage.effects().map((effect) => effect.clusterId)).toEqual([pair.standby.id, pair.primary.id, pair.primary.id]);
  });

  it("leaves its group where it was when it is undone", async () => {
    const stage = await hub.stage();
    const { pair } = stage;
    const step = stepsOf(pair);
    stage.standby.routes.delete("bank/core");
    const plan = stage.plan([step.scale(10), step.istio(100, { onFailure: "undo", timeoutSeconds: 2 })]);
    const saved = await stage.save(plan);
    await hub.reaches(await anApprovedRun(db, pair, plan, saved), "Undone");
    expect(await db.prisma.protectionGroup.findUniqueOrThrow({ where: { id: saved.groupId } })).toMatchObject({ activeSite: null });
  });

  it("keeps the audit chain whole", async () => {
    const entries = (await db.prisma.auditEntry.findMany({ orderBy: { seq: "asc" } })).map(auditEntryOf);
    expect(entries.length).toBeGreaterThan(10);
    entries.forEach((entry, i) => {
      expect(entry.previousHash).toBe(entries[i - 1]?.hash ?? GENESIS_HASH);
      expect(entryHash(entry)).toBe(entry.hash);
    });
  });

  it("records what an undo needs before anything is sent, and orders under its own epoch and key", async () => {
    const stage = await hub.stage();
    const runId = await stage.run([stepsOf(stage.pair).scale(10)]);
    const run = await hub.reaches(runId, "Succeeded");
    const command = await db.prisma.command.findUniqueOrThrow({ where: { id: run.steps[0]?.commandId ?? "" } });

    expect(run.steps[0]?.undoRecord).toEqual({ replicas: 3 });
    expect(run.steps[0]?.changes).toMatchObject([{ kind: "Deployment", fields: [{ path: "/spec/replicas", before: 3, after: 10 }] }]);
    expect(command).toMatchObject({
      name: "workload.scale",
      scope: `group:${run.groupId}`,
      epoch: run.epoch,
      idempotencyKey: `run:${runId}:scale-up:1:do`,
      input: { replicas: 10, expectReplicas: 3 },
    });
    expect(run.epoch).toBe(1n);
    const [intended, sent] = ["intended", "sent"].map((transition) => run.journal.find((line) => line.transition === transition));
    expect(sent!.at.getTime()).toBeGreaterThanOrEqual(intended!.at.getTime());
    expect((run.guards as { name: string; isMet: boolean }[]).map((guard) => [guard.name, guard.isMet])).toEqual([
      ["epoch-current", true],
      ["one-run-per-group", true],
      ["approvals-valid", true],
      ["as-approved", true],
      ["standby-answers", true],
      ["kill-switch-off", true],
      ["no-freeze-window", true],
      ["target-answers", true],
      ["clocks-agree", true],
    ]);
  });

  it("asked its guards within two seconds before each order", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const run = await hub.reaches(await stage.run([step.scale(10), step.istio(100)]), "Succeeded");
    const guards = run.guards as { checkedAt: string }[];
    const lastSent = run.journal.filter((line) => line.transition === "sent").at(-1)!;
    for (const guard of guards) expect(Math.abs(lastSent.at.getTime() - new Date(guard.checkedAt).getTime())).toBeLessThan(2000);
  });

  it("measures acting and verifying apart from people", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const runId = await stage.run([step.scale(10), step.ask(), step.istio(100), step.http()]);
    await hub.reachesStep(runId, 1, "AwaitingApproval");
    await decideStep(db, runId, "ask", "ben");
    const run = await hub.reaches(runId, "Succeeded");

    const times = timings({ ...run, phase: "Succeeded", steps: run.steps as never, journal: run.journal as never });
    const asked = run.journal.filter((line) => line.stepIndex === 1).map((line) => line.at.getTime());
    const waited = Math.max(...asked) - Math.min(...asked);
    expect(times.recoveryMs).toBe(run.finishedAt!.getTime() - run.approvedAt!.getTime() - waited);
    expect(times.decideMs).toBeGreaterThanOrEqual(waited);
  });
});
