import { acquireLease } from "@holdfast/db/lease";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { anApprovedRun } from "../../test/approved-run";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
const hub = suiteHub(db);
const rehearsal = { kind: "rehearsal", approvers: [] } as const;

describe("a rehearsal", () => {
  it("tells of every step what it would change, and changes, orders and moves nothing", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const plan = stage.plan([step.scale(10), step.istio(100), step.http(), step.ask()]);
    const saved = await stage.save(plan);
    const run = await hub.reaches(await anApprovedRun(db, stage.pair, plan, saved, rehearsal), "Succeeded", "Failed");
    expect(run.steps.map((each) => [each.state, each.message])).toEqual([
      ["Done", expect.stringMatching(/^would change Deployment bank\/core/)],
      ["Done", expect.stringMatching(/^would change VirtualService bank\/core/)],
      ["Done", "would look, and can"],
      ["Done", "would look, and can"],
    ]);
    expect(run.steps[0]?.changes).toMatchObject([{ kind: "Deployment", name: "core", operation: "update" }]);
    expect(stage.effects()).toEqual([]);
    expect(await db.prisma.command.count({ where: { clusterId: { in: [stage.pair.primary.id, stage.pair.standby.id] } } })).toBe(0);
    expect(await db.prisma.protectionGroup.findUniqueOrThrow({ where: { id: saved.groupId } })).toMatchObject({
      epoch: 0n,
      activeSite: null,
    });
  });

  it("looks at every step, also after one that would not go ahead", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    stage.standby.routes.delete("bank/core");
    const plan = stage.plan([step.istio(100, { onFailure: "undo" }), step.scale(10)]);
    const run = await hub.reaches(await anApprovedRun(db, stage.pair, plan, await stage.save(plan), rehearsal), "Succeeded", "Failed");
    expect(run).toMatchObject({ phase: "Failed", phaseMessage: expect.stringContaining("mesh-100") });
    expect(run.steps.map((each) => each.state)).toEqual(["Failed", "Done"]);
    expect(stage.effects()).toEqual([]);
  });

  it("says of a site that can't be asked that it can't, without waiting for it", async () => {
    const stage = await hub.stage();
    Object.assign(stage.standby.faults, { isConnected: false });
    const plan = stage.plan([stepsOf(stage.pair).scale(10, { timeoutSeconds: 3600 })]);
    const run = await hub.reaches(await anApprovedRun(db, stage.pair, plan, await stage.save(plan), rehearsal), "Succeeded", "Failed");
    expect(run.steps.map((each) => each.state)).toEqual(["Failed"]);
  });

  it("keeps no run of its group from starting, and none that moves it is rehearsed meanwhile", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const plan = stage.plan([step.scale(10), step.ask()]);
    const saved = await stage.save(plan);
    const real = await anApprovedRun(db, stage.pair, plan, saved);
    await hub.reachesStep(real, 1, "AwaitingApproval");
    const dry = await anApprovedRun(db, stage.pair, plan, saved, rehearsal);
    await hub.tell(dry, "abort");
    expect(await hub.reaches(dry, "Cancelled")).toMatchObject({ startedAt: null });
    await hub.tell(real, "abort");
    await hub.reaches(real, "Failed");

    // A rehearsal that another hub is in the middle of.
    const other = await anApprovedRun(db, stage.pair, plan, saved, { ...rehearsal, phase: "AwaitingApproval" });
    await acquireLease(db, `run:${other}`, "another-hub", 60_000);
    await db.prisma.run.update({ where: { id: other }, data: { phase: "Running" } });
    const next = await anApprovedRun(db, stage.pair, plan, saved);
    await hub.reachesStep(next, 1, "AwaitingApproval");
  });
});
