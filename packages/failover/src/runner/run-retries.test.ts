import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { eventually } from "../../test/eventually";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
const hub = suiteHub(db);

describe("a step that is tried again by itself", () => {
  it("goes on without a person when a later try succeeds, and every try is in the journal", async () => {
    const stage = await hub.stage();
    stage.standby.faults.failNext = { reason: "ServerError", message: "etcd is away" };
    const runId = await stage.run([stepsOf(stage.pair).scale(10, { retry: { attempts: 3, backoffSeconds: 0 } })]);
    const run = await hub.reaches(runId, "Succeeded");
    expect(run.steps[0]).toMatchObject({ state: "Done", attempt: 2 });
    const failed = run.journal.filter((line) => line.transition === "failed");
    expect(failed.map((line) => line.detail)).toEqual([
      expect.objectContaining({ because: "the agent failed: etcd is away", retry: { number: 2, of: 3, afterSeconds: 0 } }),
    ]);
    expect(stage.effects().map((effect) => effect.idempotencyKey)).toEqual([`run:${runId}:scale-up:2:do`]);
    const trail = await db.prisma.auditEntry.findFirstOrThrow({ where: { targetId: runId, action: "failover.step-failed" } });
    expect(trail.reason).toContain("tried again after 0 s, 2 of 3");
  });

  it("does what the plan says for a failure once its tries are used up, and not before", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const run = await hub.reaches(
      await stage.run([step.scale(10), step.never({ onFailure: "undo", retry: { attempts: 2, backoffSeconds: 0 } })]),
      "Undone",
    );
    expect(run.steps[1]).toMatchObject({ state: "Failed", attempt: 2 });
    expect(stage.effects().map((effect) => effect.value)).toEqual(["10", "3"]);
  });

  it("rests for as long as the plan says, and answers a person meanwhile", async () => {
    const stage = await hub.stage();
    stage.standby.faults.failNext = { reason: "ServerError", message: "etcd is away" };
    const runId = await stage.run([stepsOf(stage.pair).scale(10, { retry: { attempts: 2, backoffSeconds: 600 } })]);
    const resting = await hub.reachesStep(runId, 0, "Failed");
    expect(resting.phase).toBe("Running");
    await hub.tell(runId, "pause");
    await hub.reaches(runId, "Paused");
    await hub.tell(runId, "abort");
    const run = await hub.reaches(runId, "Failed");
    expect(run.steps[0]).toMatchObject({ state: "Failed", attempt: 1 });
    expect(stage.effects()).toEqual([]);
  });

  it("reads an order whose outcome is unknown back, and sends nothing again when it had its effect", async () => {
    const stage = await hub.stage();
    stage.standby.faults.receipts = "unknownAfter";
    const core = stage.standby.workloads.get("bank/core")!;
    core.readyAfterMs = null;
    const runId = await stage.run([stepsOf(stage.pair).scale(10, { timeoutSeconds: 2, retry: { attempts: 5, backoffSeconds: 0 } })]);
    await eventually(() => core.replicas).toBe(10);
    stage.standby.faults.isConnected = false;
    await eventually(async () => (await db.prisma.stepRun.findFirstOrThrow({ where: { runId } })).attempt).toBeGreaterThan(1);
    stage.standby.faults.isConnected = true;
    core.ready = 10;
    await hub.reaches(runId, "Succeeded");
    expect(stage.effects()).toHaveLength(1);
  });
});
