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
    await eventually(async () => (await hub.reachesStep(runId, 0, "Verifying")).steps[0]?.message).toBe(
      "waiting for a value of the query: no data",
    );
    stage.standby.metrics.set("errors", [Number.NaN]);
    await eventually(async () => (await hub.reachesStep(runId, 0, "Verifying")).steps[0]?.message).toContain("NaN");
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

  it.each<[string, () => number[] | { error: string }, string]>([
    ["several series", () => [1, 2], "no-errors: the query gives 2 series; it must give one"],
    [
      "a query that Prometheus refuses",
      () => ({ error: "parse error: unexpected end of input" }),
      "no-errors: parse error: unexpected end of input",
    ],
  ])("fails at once for %s: waiting does not help", async (_, answer, message) => {
    const stage = await hub.stage();
    stage.standby.metrics.set("errors", answer());
    expect((await hub.reaches(await stage.run([stepsOf(stage.pair).promql()]), "Paused")).phaseMessage).toBe(message);
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
