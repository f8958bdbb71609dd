import { worldState } from "@holdfast/testkit/fake-agents/world";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aFixture, type Fixture, stepsOf } from "../../test/fixture";

const db = suiteDatabase();
let fixture: Fixture;

beforeEach(async () => {
  fixture = await aFixture(db);
});
afterEach(async () => {
  await fixture.stop();
});

describe("a run", () => {
  it("does every step in order, sees each done, and says so in journal, events and audit trail", async () => {
    const step = stepsOf(fixture.pair);
    const plan = fixture.plan([step.scale(10), step.istio(100), step.gateway(1), step.http(), step.promql()]);
    const runId = await fixture.run(plan);
    await fixture.start();

    const run = await fixture.reaches(runId, "Succeeded", "Paused", "NeedsOperator", "Failed");
    expect({ phase: run.phase, message: run.phaseMessage }).toEqual({ phase: "Succeeded", message: "every step was verified" });
    expect(run.steps.map((each) => each.state)).toEqual(["Done", "Done", "Done", "Done", "Done"]);
    expect(worldState(fixture.world)[1]).toMatchObject({
      workloads: { "bank/core": "10/10" },
      routes: { "bank/core": ["old=0", "new=100"] },
    });
    expect(fixture.world.effects).toHaveLength(3);
  });
});
