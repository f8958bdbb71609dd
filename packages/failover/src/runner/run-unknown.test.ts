import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { eventually } from "../../test/eventually";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
const hub = suiteHub(db);

describe("an order whose outcome is unknown", () => {
  it("is read back and counts as done when the effect is seen, without a second order", async () => {
    const stage = await hub.stage();
    stage.standby.faults.receipts = "unknownAfter";
    const run = await hub.reaches(await stage.run([stepsOf(stage.pair).scale(10)]), "Succeeded");
    expect(run.steps[0]).toMatchObject({ state: "Done", attempt: 1 });
    expect(stage.effects()).toHaveLength(1);
  });

  it("is given again, as a new attempt, only when it was seen that nothing had happened", async () => {
    const stage = await hub.stage();
    stage.standby.faults.receipts = "unknownBefore";
    const runId = await stage.run([stepsOf(stage.pair).scale(10)]);
    await eventually(async () => (await db.prisma.command.count({ where: { idempotencyKey: { startsWith: `run:${runId}` } } })) >= 1).toBe(
      true,
    );
    await eventually(async () => (await db.prisma.stepRun.findFirstOrThrow({ where: { runId } })).attempt).toBeGreaterThan(1);
    stage.standby.faults.receipts = "sent";
    const run = await hub.reaches(runId, "Succeeded");
    expect(stage.effects()).toHaveLength(1);
    expect(run.steps[0]?.undoRecord).toEqual({ replicas: 3 });
    const keys = (
      await db.prisma.command.findMany({ where: { idempotencyKey: { startsWith: `run:${runId}` } }, orderBy: { seq: "asc" } })
    ).map((each) => each.idempotencyKey);
    expect(keys).toEqual(Array.from({ length: keys.length }, (_, i) => `run:${runId}:scale-up:${i + 1}:do`));
  });

  it("stops for a person when nobody can look, and is settled by looking when that is possible again", async () => {
    const stage = await hub.stage();
    stage.standby.faults.receipts = "unknownAfter";
    const core = stage.standby.workloads.get("bank/core")!;
    core.readyAfterMs = null;
    const runId = await stage.run([stepsOf(stage.pair).scale(10, { timeoutSeconds: 2 })]);
    await eventually(() => core.replicas).toBe(10);
    stage.standby.faults.isConnected = false;
    const run = await hub.reaches(runId, "NeedsOperator");
    expect(run.steps[0]?.state).toBe("Unknown");
    expect(run.phaseMessage).toContain("nobody can say what became of it");

    stage.standby.faults.isConnected = true;
    stage.standby.faults.receipts = "sent";
    core.ready = 10;
    await hub.tell(runId, "resume");
    await hub.reaches(runId, "Succeeded");
    expect(stage.effects()).toHaveLength(1);
  });

  it("of an undo is read back in the same way", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const runId = await stage.run([step.scale(10), step.never({ onFailure: "undo" })]);
    await hub.reachesStep(runId, 1, "Verifying");
    stage.standby.faults.receipts = "unknownAfter";
    await hub.reaches(runId, "Undone");
    expect(stage.effects().map((effect) => effect.value)).toEqual(["10", "3"]);
  });
});

describe("a receipt", () => {
  it("that never comes does not matter when the effect is seen", async () => {
    const stage = await hub.stage();
    stage.standby.faults.receipts = "lost";
    const step = stepsOf(stage.pair);
    const run = await hub.reaches(await stage.run([step.scale(10), step.istio(100)]), "Succeeded");
    expect(run.steps.map((each) => each.attempt)).toEqual([1, 1]);
    expect(stage.effects()).toHaveLength(2);
  });

  it("of an order that arrived three times tells of one effect", async () => {
    const stage = await hub.stage();
    stage.standby.faults.deliveries = 3;
    const step = stepsOf(stage.pair);
    await hub.reaches(await stage.run([step.scale(10), step.istio(100), step.never({ onFailure: "undo" })]), "Undone");
    expect(stage.effects().map((effect) => effect.value)).toEqual(["10", "old=0 new=100", "old=100 new=0", "3"]);
  });

  it("says Expired when the agent was away too long: nothing happened, and nothing will", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    stage.standby.faults.executeAfterMs = 1600;
    const runId = await stage.run([step.scale(10, { timeoutSeconds: 1 })]);
    const run = await hub.reaches(runId, "Paused");
    expect(run.steps[0]).toMatchObject({ state: "Failed", message: expect.stringMatching(/too late|timed out/) });
    await eventually(async () => (await db.prisma.command.findUniqueOrThrow({ where: { id: run.steps[0]?.commandId ?? "" } })).reason).toBe(
      "Expired",
    );
    expect(stage.effects()).toEqual([]);
  });
});
