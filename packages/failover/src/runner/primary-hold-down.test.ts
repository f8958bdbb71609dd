import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { expect, it } from "vitest";
import { stepsOf } from "../../test/steps-of";
import { suiteHub, testTuning } from "../../test/suite-hub";

const db = suiteDatabase();
const hub = suiteHub(db, { tuning: { ...testTuning, holdDownMs: 3_600_000 } });

it("an approved run waits for a primary whose agent has only just gone, and starts as approved when it is back", async () => {
  const stage = await hub.stage();
  stage.primary.faults.isConnected = false;
  const runId = await stage.run([stepsOf(stage.pair).scale(5)], { mode: "graceful" });
  await expect
    .poll(async () => (await db.prisma.run.findUniqueOrThrow({ where: { id: runId } })).phaseMessage, { timeout: 20_000 })
    .toContain("nobody can say yet whether the primary answers");
  stage.primary.faults.isConnected = true;
  const run = await hub.reaches(runId, "Succeeded", "Expired");
  expect(run).toMatchObject({ phase: "Succeeded", mode: "graceful", approvedMode: null });
});

it("an approval for a lost primary does not wait: the loss is what was approved", async () => {
  const stage = await hub.stage();
  stage.primary.faults.isConnected = false;
  const run = await hub.reaches(await stage.run([stepsOf(stage.pair).scale(5)], { mode: "ungraceful" }), "Succeeded", "Expired");
  expect(run).toMatchObject({ phase: "Succeeded", mode: "ungraceful" });
});
