import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { dataCases } from "../../test/real/data-cases";
import { deliveryCases } from "../../test/real/delivery-cases";
import { networkCases } from "../../test/real/network-cases";
import type { OperatedCase } from "../../test/real/operated-case";
import { type RealObjectAt, realObject } from "../../test/real/real-object";
import { type RealStage, startRealStage } from "../../test/real/real-stage";
import { withoutLimits } from "../../test/without-limits";

const cases = [...deliveryCases, ...networkCases, ...dataCases];
const db = suiteDatabase();
let stage: RealStage;
let at: RealObjectAt | undefined;

beforeAll(async () => {
  // What stopped for a person still counts as moving.
  await withoutLimits(db);
  stage = await startRealStage(db, cases);
}, 180_000);
afterAll(async () => {
  await at?.leave();
  await stage?.stop();
});

/** The case's object at the cluster that serves its kind, with its controller at work or not. */
async function scene(each: OperatedCase, part: { isOperated: boolean }): Promise<RealObjectAt> {
  await at?.leave();
  at = await realObject(stage, each, part);
  return at;
}
const detailOf = (run: Awaited<ReturnType<RealStage["reaches"]>>) => run.journal.find(({ transition }) => transition === "failed")?.detail;

describe.each(cases.map((each) => [each.use, each] as const))("%s on real API servers", (_, each) => {
  it("is done when its operator has followed, and is undone to what it found", async () => {
    const object = await scene(each, { isOperated: true });
    expect(each.read(await object.now())).toEqual(each.before);
    const run = await stage.reaches(await stage.run([object.step(), object.never()]), each.isIrreversible ? "NeedsOperator" : "Undone");
    expect(run.steps[0]).toMatchObject(each.isIrreversible ? { isIrreversible: true, state: "Done" } : { state: "Undone" });
    expect(object.seen()).toContainEqual(each.after);
    expect(each.read(await object.now())).toEqual(each.isIrreversible ? each.after : each.before);
  });

  it("sends nothing when it is already so", async () => {
    const object = await scene(each, { isOperated: true });
    await stage.reaches(await stage.run([object.step()]), "Succeeded");
    const before = (await object.now()).metadata.generation;
    const run = await stage.reaches(await stage.run([object.step()]), "Succeeded");
    const isRepeated = each.use === "argocd.sync";
    expect(run.steps[0]?.commandId === null).toBe(!isRepeated);
    if (!isRepeated) expect((await object.now()).metadata.generation).toBe(before);
  });

  it("is refused before anything is sent where its kind is not served, its object is absent, or its agent may not write", async () => {
    const object = await scene(each, { isOperated: true });
    const sites = each.isElsewhere ? [stage.hub.name, stage.hubReader.name] : [stage.pair.standby.name, stage.reader.name];
    const asked = [
      ...(each.definitions.length > 0 ? [[object.step({ cluster: stage.pair.primary.name }), "KindAbsent"] as const] : []),
      [object.step({ name: "nowhere" }), each.use === "workload.scale" ? "WorkloadAbsent" : /Absent$/] as const,
      [object.step({ cluster: sites[1] ?? "" }), "AccessMissing"] as const,
    ];
    for (const [step, reason] of asked) {
      const run = await stage.reaches(await stage.run([step]), "Paused");
      expect(run.steps[0]).toMatchObject({ state: "Failed", commandId: null });
      expect((detailOf(run) as { reason: string }).reason).toMatch(reason);
    }
    expect(each.read(await object.now())).toEqual(each.before);
  });

  const { strange } = each;
  if (strange)
    it("stops, and leaves what it finds, when somebody changes the fields after the order", async () => {
      const object = await scene(each, { isOperated: false });
      const runId = await stage.run([object.step(), object.never()]);
      await vi.waitFor(async () => expect(each.read(await object.now())).toEqual(each.after), { timeout: 15_000, interval: 20 });
      await object.patch(strange);
      const changed = each.read(await object.now());
      const run = await stage.reaches(runId, "Paused", "NeedsOperator");
      expect(run.phaseMessage).toContain("somebody");
      expect(each.read(await object.now())).toEqual(changed);
    });
});
