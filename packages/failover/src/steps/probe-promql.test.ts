import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { eventually } from "../../test/eventually";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
const hub = suiteHub(db);

describe("probe.promql", () => {
  it("is done when the value has held several times in a row, and asks again until then", async () => {
    const stage = await hub.stage();
    stage.standby.metrics.set("errors", [0.2]);
    const runId = await stage.run([stepsOf(stage.pair).promql()]);
    await eventually(async () => (await hub.reachesStep(runId, 0, "Verifying")).steps[0]?.message).toBe("waiting for < 0.01, 0.2 now");
    stage.standby.metrics.set("errors", []);
    await eventually(async () => (await hub.reachesStep(runId, 0, "Verifying")).steps[0]?.message).toBe("waiting for a value of the query");
    stage.standby.metrics.set("errors", { error: "query timed out" });
    await eventually(async () => (await hub.reachesStep(runId, 0, "Verifying")).steps[0]?.message).toContain("query timed out");
    stage.standby.metrics.set("errors", [Number.NaN]);
    await eventually(async () => (await hub.reachesStep(runId, 0, "Verifying")).steps[0]?.message).toBe("waiting for a value of the query");
    stage.standby.metrics.set("errors", [0.001]);
    expect((await hub.reaches(runId, "Succeeded")).steps[0]?.message).toBe("0.001 < 0.01, 2 times in a row");
  });

  it.each<[string, "<" | "<=" | ">" | ">=" | "==" | "!=", number, boolean]>([
    ["below", "<", 1, false],
    ["at most", "<=", 1, true],
    ["above", ">", 1, false],
    ["at least", ">=", 1, true],
    ["equal", "==", 1, true],
    ["different", "!=", 1, false],
  ])("compares: %s", async (_, comparison, threshold, holds) => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair).promql({ timeoutSeconds: 1, onFailure: "abort" });
    stage.standby.metrics.set("errors", [1]);
    const runId = await stage.run([{ ...step, with: { ...step.with, comparison, threshold, consecutive: 1 } }]);
    expect((await hub.reaches(runId, "Succeeded", "Failed")).phase).toBe(holds ? "Succeeded" : "Failed");
  });

  it("fails at its timeout when the query does not give one value", async () => {
    const stage = await hub.stage();
    stage.standby.metrics.set("errors", [1, 2]);
    const run = await hub.reaches(await stage.run([stepsOf(stage.pair).promql({ timeoutSeconds: 1 })]), "Paused");
    expect(run.phaseMessage).toContain("The query returns 2 values. Aggregate it to one");
  });

  it("fails at once where there is no Prometheus", async () => {
    const stage = await hub.stage();
    stage.standby.hasPrometheus = false;
    expect((await hub.reaches(await stage.run([stepsOf(stage.pair).promql()]), "Paused")).phaseMessage).toBe(
      "no-errors: no Prometheus is configured",
    );
  });

  it("has nothing to undo", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const run = await hub.reaches(await stage.run([step.promql(), step.never({ onFailure: "undo" })]), "Undone");
    expect(run.steps[0]?.state).toBe("Done");
  });
});
