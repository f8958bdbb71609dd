import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { eventually } from "../../test/eventually";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
const hub = suiteHub(db);
const URL_ASKED = "http://core.bank/healthz";

describe("probe.http", () => {
  it("is done when the page has answered as expected several times in a row, and asks again until then", async () => {
    const stage = await hub.stage();
    stage.standby.pages.set(URL_ASKED, { status: 503 });
    const runId = await stage.run([stepsOf(stage.pair).http()]);
    await eventually(async () => (await hub.reachesStep(runId, 0, "Verifying")).steps[0]?.message).toBe(
      `waiting for 200 from ${URL_ASKED}, 503 now`,
    );
    stage.standby.pages.delete(URL_ASKED);
    await eventually(async () => (await hub.reachesStep(runId, 0, "Verifying")).steps[0]?.message).toBe(
      `waiting for ${URL_ASKED}: connection refused`,
    );
    stage.standby.pages.set(URL_ASKED, { status: 200 });
    expect((await hub.reaches(runId, "Succeeded")).steps[0]?.message).toBe("200, 2 times in a row, within 2 ms");
  });

  it("fails at its timeout with what it saw last", async () => {
    const stage = await hub.stage();
    stage.standby.pages.set(URL_ASKED, { status: 500 });
    const run = await hub.reaches(await stage.run([stepsOf(stage.pair).http({ timeoutSeconds: 1 })]), "Paused");
    expect(run.phaseMessage).toBe(`serves: timed out waiting for 200 from ${URL_ASKED}, 500 now`);
  });

  it("fails at once when the agent's owner does not allow the origin", async () => {
    const stage = await hub.stage();
    stage.standby.pages.set(URL_ASKED, "OriginNotAllowed");
    const run = await hub.reaches(await stage.run([stepsOf(stage.pair).http()]), "Paused");
    expect(run.phaseMessage).toBe("serves: this origin is not allowed");
  });

  it("asks again when the agent comes back", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair).http();
    stage.primary.pages.set(URL_ASKED, { status: 200 });
    stage.primary.faults.isConnected = false;
    const runId = await stage.run([{ ...step, with: { ...step.with, cluster: stage.pair.primary.name } }]);
    await eventually(async () => (await hub.reachesStep(runId, 0, "Verifying")).steps[0]?.message).toContain("is not connected");
    stage.primary.faults.isConnected = true;
    await hub.reaches(runId, "Succeeded");
  });

  it("has nothing to undo", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const run = await hub.reaches(await stage.run([step.http(), step.never({ onFailure: "undo" })]), "Undone");
    expect(run.steps[0]?.state).toBe("Done");
  });
});
