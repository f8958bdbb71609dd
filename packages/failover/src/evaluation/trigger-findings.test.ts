import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { aTrigger, PRIMARY_URL } from "../../test/armed-plan";
import { evaluationSuite } from "../../test/evaluation-suite";

const db = suiteDatabase();
const suite = evaluationSuite(db);

const aScene = (trigger: object | undefined = aTrigger()) => suite.aScene((step) => [step.scale(10)], { trigger });
const brief = (findings: readonly { severity: string; code: string; object: string }[]) =>
  findings.filter(({ object }) => object === PRIMARY_URL).map(({ severity, code }) => `${severity} ${code}`);

describe("the evaluation of a plan that could be armed", () => {
  it("finds nothing where the standby sees what the trigger watches, whatever the answer is", async () => {
    const scene = await aScene();
    scene.standby.pages.set(PRIMARY_URL, { status: 401 });
    expect(brief(await scene.evaluate())).toEqual([]);
  });

  it("warns, and names the remedy, when the standby's agent may not ask it; people may fail over all the same", async () => {
    const scene = await aScene();
    scene.standby.pages.set(PRIMARY_URL, "OriginNotAllowed");
    const findings = await scene.evaluate();
    expect(brief(findings)).toEqual(["warning TriggerOriginNotAllowed"]);
    expect(findings.find(({ object }) => object === PRIMARY_URL)?.message).toContain(`--probe-origin ${new URL(PRIMARY_URL).origin}`);
    const latest = await db.prisma.evaluation.findFirstOrThrow({ where: { planId: scene.planId }, orderBy: { evaluatedAt: "desc" } });
    expect(latest.isReady).toBe(true);
  });

  it.each([["NameUnknown" as const], [undefined]])("warns when it is silent (%s) while the primary is connected", async (page) => {
    const scene = await aScene();
    if (page) scene.standby.pages.set(PRIMARY_URL, page);
    expect(brief(await scene.evaluate())).toEqual(["warning TriggerProbeSilent"]);
  });

  it("says nothing of a silence while the primary or the standby is lost: that is what the trigger is for", async () => {
    for (const site of ["primary", "standby"] as const) {
      const scene = await aScene();
      scene[site].faults.isConnected = false;
      expect(brief(await scene.evaluate())).toEqual([]);
    }
  });

  it("warns of an alarm that can't be read, and of one that is so while the primary is connected", async () => {
    const conditions = [{ name: "gone", query: "gone", comparison: ">", threshold: 0 }];
    const scene = await aScene(aTrigger({ alarms: { conditions } }));
    scene.standby.pages.set(PRIMARY_URL, { status: 200 });
    const found = async () =>
      (await scene.evaluate()).filter(({ object }) => object === "gone").map(({ severity, code }) => `${severity} ${code}`);
    expect(await found()).toEqual(["warning TriggerAlarmOpen"]);
    scene.standby.metrics.set("gone", [1]);
    expect(await found()).toEqual(["warning TriggerAlarmFires"]);
    const before = await scene.evaluate();
    scene.standby.metrics.set("gone", [2]);
    expect(await scene.evaluate()).toEqual(before);
    scene.standby.metrics.set("gone", [0]);
    expect(await found()).toEqual([]);
  });

  it("asks nobody for a plan without a trigger", async () => {
    const scene = await suite.aScene((step) => [step.scale(10)]);
    expect(brief(await scene.evaluate())).toEqual([]);
  });
});
