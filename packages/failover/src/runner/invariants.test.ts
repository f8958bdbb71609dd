import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { brokenInvariants, type Evidence, evidenceOf } from "../../test/invariants";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";
import { withoutLimits } from "../../test/without-limits";

const db = suiteDatabase();
const hub = suiteHub(db);
let clean: Evidence;

beforeAll(async () => withoutLimits(db));

/** The evidence of two runs of one group, a move and an undo, that went as they should. */
const evidence = async (): Promise<Evidence> => {
  const stage = await hub.stage();
  const step = stepsOf(stage.pair);
  const plan = stage.plan([step.scale(10), step.istio(50)]);
  const saved = await stage.save(plan);
  const first = await stage.again(plan, saved);
  await hub.reaches(first, "Succeeded");
  const second = await stage.again(plan, saved);
  await hub.reaches(second, "Succeeded");
  return evidenceOf(db, [first, second], stage.effects());
};

describe("the nine invariants", () => {
  it("hold for runs that went as they should", async () => {
    clean = await evidence();
    expect(clean.runs).toHaveLength(2);
    expect(clean.audited.length).toBeGreaterThan(6);
    expect(brokenInvariants(clean)).toEqual([]);
  });

  const ofRun = (change: (run: Evidence["runs"][number]) => Partial<Evidence["runs"][number]>) => (evidence: Evidence) => ({
    ...evidence,
    runs: evidence.runs.map((run) => ({ ...run, ...change(run) })),
  });
  it.each<[number, string, (evidence: Evidence) => Evidence]>([
    [1, "two runs that move a group at once", ofRun(() => ({ startedAt: new Date(0), finishedAt: new Date() }))],
    [2, "an effect that came twice", (each) => ({ ...each, effects: [...each.effects, ...each.effects] })],
    [
      3,
      "a promotion that nothing proves",
      ofRun((run) => ({ steps: run.steps.map((step) => ({ ...step, use: "postgres.promote", state: "Done", params: {} })) })),
    ],
    [4, "orders of a run that only its requester approved", ofRun((run) => ({ requestedById: run.approvals[0]?.approverId ?? "" }))],
    [4, "orders of a run that was approved as another", ofRun(() => ({ subjectHash: "0".repeat(64) }))],
    [5, "an epoch that did not grow", ofRun(() => ({ epoch: 1n }))],
    [
      5,
      "an order with the epoch of another run",
      (each) => ({ ...each, commands: each.commands.map((order) => ({ ...order, epoch: 9n })) }),
    ],
    [6, "a boundary that is not in the chain", (each) => ({ ...each, audited: each.audited.slice(1) })],
    [6, "a boundary that was told twice", (each) => ({ ...each, told: [...each.told, ...each.told.slice(0, 1)] })],
    [7, "a run that is still on its way", ofRun(() => ({ phase: "Running" }))],
    [7, "a run that needs a person and says nothing", ofRun(() => ({ phase: "NeedsOperator", phaseMessage: "" }))],
    [8, "guards that were asked long before", ofRun(() => ({ guards: [{ checkedAt: new Date(0).toISOString() }] }))],
    [8, "guards that nobody asked", ofRun(() => ({ guards: [] }))],
    [9, "a run that nobody began", ofRun(() => ({ origin: "trigger" }))],
  ])("%i would be seen to be broken by %s", (number, _, broken) => {
    expect(brokenInvariants(broken(clean)).map((each) => each.slice(0, 2))).toContain(`${number}:`);
  });
});
