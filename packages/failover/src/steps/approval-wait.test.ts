import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { decideStep } from "../../test/approved-run";
import { eventually } from "../../test/eventually";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
const hub = suiteHub(db);

describe("approval.wait", () => {
  it("lets the run go on when enough people, the requester not among them, have said yes to this very step", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const runId = await stage.run([step.ask({ with: { required: 2 } }), step.scale(10)]);
    await hub.reachesStep(runId, 0, "AwaitingApproval");
    await decideStep(db, runId, "ask", "ana");
    await decideStep(db, runId, "ask", "ben");
    await eventually(async () => (await hub.reachesStep(runId, 0, "AwaitingApproval")).steps[0]?.message).toBe(
      "waiting for 1 of 2 approvals",
    );
    expect(stage.effects()).toEqual([]);
    await decideStep(db, runId, "ask", "cyd");
    const run = await hub.reaches(runId, "Succeeded");
    expect(run.steps[0]?.message).toBe("approved by 2 of 2");
  });

  it("does not take the approval of the run for its own", async () => {
    const stage = await hub.stage();
    const runId = await stage.run([stepsOf(stage.pair).ask()]);
    const { subjectHash } = await hub.reachesStep(runId, 0, "AwaitingApproval");
    await decideStep(db, runId, "ask", "ben", "approve", subjectHash);
    await eventually(async () => (await hub.reachesStep(runId, 0, "AwaitingApproval", "Done")).steps[0]?.message).toBe(
      "waiting for 0 of 1 approvals",
    );
    await hub.tell(runId, "abort");
    await hub.reaches(runId, "Failed");
  });

  it("fails when somebody declines", async () => {
    const stage = await hub.stage();
    const runId = await stage.run([stepsOf(stage.pair).ask({ onFailure: "abort" })]);
    await hub.reachesStep(runId, 0, "AwaitingApproval");
    await decideStep(db, runId, "ask", "ben", "decline");
    expect((await hub.reaches(runId, "Failed")).phaseMessage).toBe("ask: declined by ben");
  });

  it("has its own time to wait, and is not undone", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const runId = await stage.run([step.ask({ timeoutSeconds: 1, with: { expiresAfterSeconds: 600 } }), step.never({ onFailure: "undo" })]);
    const waiting = await hub.reachesStep(runId, 0, "AwaitingApproval");
    expect(waiting.steps[0]!.deadlineAt!.getTime() - waiting.steps[0]!.startedAt!.getTime()).toBe(600_000);
    await decideStep(db, runId, "ask", "ben");
    expect((await hub.reaches(runId, "Undone")).steps[0]?.state).toBe("Done");
  });
});
