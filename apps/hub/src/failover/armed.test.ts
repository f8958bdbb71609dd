import { join } from "node:path";
import type { PlanId } from "@holdfast/contracts/ids";
import { auditEntryOf } from "@holdfast/db/audit/read";
import { decideArming } from "@holdfast/services/arming/decide-arming";
import { getPlanAutomation } from "@holdfast/services/arming/get-plan-automation";
import { requestArming } from "@holdfast/services/arming/request-arming";
import { getPlan } from "@holdfast/services/failover/get-plan";
import { getRun } from "@holdfast/services/failover/get-run";
import { installationKeys } from "@holdfast/services/pki/installation-keys";
import { getRunReport } from "@holdfast/services/reports/get-run-report";
import { takeRunReport } from "@holdfast/services/reports/take-run-report";
import { verifyReport } from "@holdfast/services/reports/verify-report";
import { aWorld } from "@holdfast/testkit/fake-agents/world";
import { testHub } from "@holdfast/testkit/hub-fixture";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aStage, PLANNED_EFFECTS, type Stage } from "../../test/failover-stage";
import { type Hub, startHub } from "../hub";

const db = suiteDatabase();
const world = aWorld();
const PRIMARY_URL = "http://primary.bank/healthz";
const TRIGGER = { holdDownSeconds: 2, minDelaySeconds: 0, probe: { url: PRIMARY_URL } };
let settings: ReturnType<typeof testHub>;
let hub: Hub;
let [olga, ada] = [] as unknown as [Person, Person];
const staged: Stage[] = [];
beforeAll(async () => {
  settings = testHub(db.url);
  hub = await startHub(settings);
  [olga, ada] = [await aPerson(db, "olga", ["operator"]), await aPerson(db, "ada", ["approver"])];
});
afterAll(async () => {
  for (const { primary, standby } of staged) await Promise.all([primary.agent.cut(), standby.agent.cut()]);
  await hub.stop();
});

const SOON = { timeout: 30_000, interval: 100 };
const automationOf = (planId: PlanId) => getPlanAutomation(olga.as(), planId);

/** A pair whose plan olga asked to arm and ada approved, and whose primary has been seen from both sides. */
async function armed(name: string): Promise<Stage> {
  const linkUrls = { primary: hub.linkUrl, standby: hub.linkUrl };
  const stage = await aStage({ db, world, enrolmentUrl: hub.enrolmentUrl, linkUrls }, name, TRIGGER);
  staged.push(stage);
  const { planId } = stage;
  stage.standby.fake.pages.set(PRIMARY_URL, { status: 200 });
  await expect.poll(async () => (await getPlan(theSystem(db), planId)).activate.evaluation?.isReady, SOON).toBe(true);
  const { armingId } = await requestArming(olga.as(), { planId, planVersion: 1, armedForHours: 1, reason: "the night" });
  const { subjectHash } = await db.prisma.arming.findUniqueOrThrow({ where: { id: armingId } });
  await decideArming(ada.as(), { armingId, decision: "approve", subjectHash, comment: "" });
  const sights = async () => (await automationOf(planId)).arming?.watch?.vantages.map(({ sight }) => sight);
  await expect.poll(sights, SOON).toEqual(["answers", "answers"]);
  return stage;
}

describe("a hub, with agents at its door,", { timeout: 120_000 }, () => {
  it("takes a pair whose primary is lost to its standby without a person", async () => {
    const stage = await armed("alone");
    stage.standby.fake.pages.delete(PRIMARY_URL);
    await stage.primary.agent.cut();
    const runId = async () => (await automationOf(stage.planId)).arming?.runId ?? null;
    await expect.poll(runId, SOON).not.toBeNull();
    const id = (await runId()) ?? "";
    await expect.poll(async () => (await getRun(olga.as(), id)).phase, SOON).toBe("Succeeded");
    const run = await getRun(olga.as(), id);
    expect(run).toMatchObject({ origin: "trigger", mode: "ungraceful", approvals: [{ approverName: "ada", decision: "approve" }] });
    expect(run.times.detectMs).toBeGreaterThanOrEqual(2000);
    expect(stage.effects()).toEqual(PLANNED_EFFECTS);
    await expect.poll(async () => (await getRunReport(olga.as(), id)).signed, SOON).not.toBeNull();
    const { reports } = await installationKeys(join(settings.dataFolder, "keys"), settings.trustDomain, new Date());
    const publicKeys = new Map([[reports.keyId, reports.publicKeyPem]]);
    const json = await takeRunReport(olga.as(), { runId: run.id, format: "json" }, publicKeys);
    const entries = (await db.prisma.auditEntry.findMany()).map(auditEntryOf);
    expect(verifyReport(Buffer.from(json.bytes).toString(), { publicKeys, runId: id, entries })).toMatchObject({
      ...{ problems: [], report: { run: { origin: "trigger" }, approvals: { decisions: [{ byName: "ada" }] } } },
    });
    expect((await automationOf(stage.planId)).arming).toMatchObject({ phase: "Spent", watch: null });
    expect(await db.prisma.run.count({ where: { planId: stage.planId } })).toBe(1);
  });

  it("that has lost but its own link to the primary does nothing, and the page says what each side sees", async () => {
    const stage = await armed("partition");
    await stage.primary.agent.cut();
    const watch = async () => (await automationOf(stage.planId)).arming?.watch;
    await expect.poll(async () => (await watch())?.vantages.map(({ sight }) => sight), SOON).toEqual(["silent", "answers"]);
    const seen = await watch();
    // The hub writes a row at least every five seconds: by then it would have been lost for longer than the hold-down.
    await expect.poll(async () => (await watch())?.lookedAt.getTime(), SOON).toBeGreaterThan((seen?.lookedAt.getTime() ?? 0) + 3000);
    expect(await watch()).toMatchObject({ state: "standing", silentSince: null, dueAt: null, heldBack: [] });
    expect(await db.prisma.run.count({ where: { planId: stage.planId } })).toBe(0);
    expect(stage.effects()).toEqual([]);
  });
});
