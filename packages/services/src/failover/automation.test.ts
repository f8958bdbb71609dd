import type { RunOrigin } from "@holdfast/contracts/automation";
import { canRehearse, canRequestFailover } from "@holdfast/domain/gates/can-request-failover";
import { aPlan } from "@holdfast/testkit/a-plan";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { askForRun } from "./ask-for-run";
import { getAutomation } from "./get-automation";
import { releaseAutomation } from "./release-automation";
import { requestFailover } from "./request-failover";
import { stopAutomation } from "./stop-automation";

const db = suiteDatabase();
let [ada, olga, vera] = [] as unknown as [Person, Person, Person];
beforeAll(async () => {
  await aCluster(db, "prod", { environment: "production", labels: { team: "pay" } });
  await aCluster(db, "dr", { environment: "dr" });
  [ada, olga, vera] = [
    await aPerson(db, "ada", ["admin"]),
    await aPerson(db, "olga", ["operator"], { matchLabels: { "holdfast.dev/environment": "dr" } }),
    await aPerson(db, "vera", ["viewer"]),
  ];
});
beforeEach(async () => {
  const cleared = { stoppedAt: null, stoppedById: null, stoppedByName: null, reason: null };
  await db.prisma.automationSwitch.update({ where: { id: 1 }, data: cleared });
});

let number = 0;
const plan = () => aPlan(db, { name: `plan-${++number}`, primary: "prod", standby: "dr" });
const ask = async (origin: RunOrigin, kind: "real" | "rehearsal" = "real") => {
  const { id: planId } = await plan();
  const asked = { planId, planVersion: 1, workflow: "activate" as const };
  const may = kind === "real" ? canRequestFailover : canRehearse;
  const takes = () => ({ approvals: 0, waitsMs: 60_000 });
  return (await askForRun(ada.as(), asked, { action: "failover.request", origin, kind, reason: "storm", may, takes })).runId;
};
const lastOf = async (action: string) => (await auditOf(db, action)).at(-1);
const runOf = (id: string) => db.prisma.run.findUniqueOrThrow({ where: { id } });
const moving = (id: string, more: object = {}) => db.prisma.run.update({ where: { id }, data: { phase: "Running", ...more } });

describe("the kill switch of automation", () => {
  it("is engaged by whoever may operate anywhere, and told to everybody", async () => {
    expect(await getAutomation(olga.as())).toMatchObject({ stop: null, mayStop: { isMet: true }, mayRelease: { isMet: false } });
    await stopAutomation(olga.as(), { reason: "storm" });
    expect(await getAutomation(vera.as())).toMatchObject({ stop: { byName: "olga", reason: "storm" }, mayStop: { isMet: false } });
    expect(await lastOf("automation.stop")).toMatchObject({ outcome: "succeeded", actor: { id: olga.id }, reason: "storm" });
    const event = await db.prisma.event.findFirst({ where: { type: "automation.changed" }, orderBy: { id: "desc" } });
    expect(event?.payload).toEqual({ isStopped: true, name: "olga", reason: "storm" });
  });

  it("is refused to a viewer, and a second time, and both refusals are on record", async () => {
    await expect(stopAutomation(vera.as(), { reason: "fun" })).rejects.toMatchObject({ code: "Forbidden" });
    await stopAutomation(olga.as(), { reason: "storm" });
    await expect(stopAutomation(ada.as(), { reason: "again" })).rejects.toMatchObject({ code: "WrongPhase" });
    expect((await auditOf(db, "automation.stop")).slice(-3).map((each) => [each.actor.name, each.outcome])).toEqual([
      ["vera", "refused"],
      ["olga", "succeeded"],
      ["ada", "refused"],
    ]);
  });

  it("tells what no person started to pause, and leaves alone what a person did", async () => {
    const [trigger, drill, person, dry, aborted] = [
      await ask("trigger"),
      await ask("calendar"),
      await ask("person"),
      await ask("calendar", "rehearsal"),
      await ask("trigger"),
    ];
    for (const id of [trigger, drill, person, dry]) await moving(id);
    await moving(aborted, { intent: "abort", intentById: "x", intentByName: "x", intentReason: "x" });
    await stopAutomation(olga.as(), { reason: "storm" });
    const intents = await Promise.all([trigger, drill, person, dry, aborted].map(async (id) => (await runOf(id)).intent));
    expect(intents).toEqual(["pause", "pause", null, null, "abort"]);
    expect(await runOf(trigger)).toMatchObject({ intentByName: "olga", intentReason: "storm" });
    expect((await lastOf("automation.stop"))?.after).toMatchObject({ told: expect.arrayContaining([trigger, drill]) });
  });

  it("lets nobody but a person ask for a run while it is engaged, and each refusal is on record", async () => {
    await stopAutomation(olga.as(), { reason: "storm" });
    for (const origin of ["trigger", "calendar"] as const) {
      await expect(ask(origin)).rejects.toMatchObject({ code: "GateRefused", message: expect.stringContaining("stopped") });
      expect(await lastOf("failover.request")).toMatchObject({ outcome: "refused" });
    }
    const { id: planId } = await plan();
    const { runId } = await requestFailover(ada.as(), { planId, planVersion: 1, workflow: "activate", reason: "by hand" });
    expect(await runOf(runId)).toMatchObject({ origin: "person" });
  });

  it("is released by an admin who saw this very stop, and leaves what is paused to people", async () => {
    const paused = await ask("trigger");
    await moving(paused, { phase: "Paused" });
    await stopAutomation(olga.as(), { reason: "storm" });
    const { version } = await getAutomation(ada.as());
    await expect(releaseAutomation(olga.as(), { reason: "calm", version })).rejects.toMatchObject({ code: "Forbidden" });
    await expect(releaseAutomation(ada.as(), { reason: "calm", version: version - 1 })).rejects.toMatchObject({ code: "VersionConflict" });
    await releaseAutomation(ada.as(), { reason: "calm", version });
    await expect(releaseAutomation(ada.as(), { reason: "calm", version })).rejects.toMatchObject({ code: "WrongPhase" });
    expect((await auditOf(db, "automation.release")).slice(-4).map((each) => each.outcome)).toEqual([
      "refused",
      "refused",
      "succeeded",
      "refused",
    ]);
    expect(await getAutomation(ada.as())).toMatchObject({ stop: null });
    expect(await runOf(paused)).toMatchObject({ phase: "Paused", intent: null });
  });

  it("is not released with a second factor that was given long ago, and the refusal is on record", async () => {
    await stopAutomation(olga.as(), { reason: "storm" });
    await db.prisma.user.update({ where: { id: ada.id }, data: { twoFactorEnabled: true } });
    const { version } = await getAutomation(ada.as());
    await expect(releaseAutomation(ada.as(), { reason: "calm", version })).rejects.toMatchObject({ code: "SecondFactorNeeded" });
    expect(await lastOf("automation.release")).toMatchObject({ outcome: "refused", actor: { id: ada.id } });
    await db.prisma.user.update({ where: { id: ada.id }, data: { twoFactorEnabled: false } });
  });
});
