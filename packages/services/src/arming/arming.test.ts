import type { DecideArming } from "@holdfast/contracts/arming";
import { aPlan, evaluated, planYaml } from "@holdfast/testkit/a-plan";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { savePlan } from "../failover/save-plan";
import { decideArming } from "./decide-arming";
import { disarm } from "./disarm";
import { getPlanAutomation } from "./get-plan-automation";
import { requestArming } from "./request-arming";

const db = suiteDatabase();
let [ana, ben, cyd, vera] = [] as unknown as [Person, Person, Person, Person];
beforeAll(async () => {
  await aCluster(db, "prod", { environment: "production" });
  await aCluster(db, "dr", { environment: "dr" });
  [ana, ben, cyd, vera] = [
    await aPerson(db, "ana", ["operator", "approver"]),
    await aPerson(db, "ben", ["approver"]),
    await aPerson(db, "cyd", ["approver"]),
    await aPerson(db, "vera", ["viewer"]),
  ];
});

let number = 0;
const TRIGGER = { probe: { url: "https://prod.bank.example/healthz" } };
const about = (required = 1) => ({ name: `plan-${++number}`, primary: "prod", standby: "dr", required, trigger: TRIGGER });
const ask = (planId: string, more: object = {}) =>
  requestArming(ana.as(), { planId, planVersion: 1, armedForHours: 8, reason: "the night", ...more } as Parameters<
    typeof requestArming
  >[1]);
const anAsked = async (required = 1) => {
  const plan = about(required);
  const { id: planId } = await aPlan(db, plan);
  const { armingId } = await ask(planId);
  const { subjectHash: hash } = await db.prisma.arming.findUniqueOrThrow({ where: { id: armingId } });
  return { planId, armingId, hash, plan };
};
type Asked = Awaited<ReturnType<typeof anAsked>>;
const decide = (who: Person, { armingId, hash }: Pick<Asked, "armingId" | "hash">, more: Partial<DecideArming> = {}) =>
  decideArming(who.as(), { armingId, decision: "approve", subjectHash: hash, comment: "", ...more });
const phaseOf = async (armingId: string) => (await db.prisma.arming.findUniqueOrThrow({ where: { id: armingId } })).phase;
const lastOf = async (action: string) => (await auditOf(db, action)).at(-1);
/** The refusal is the last line of the chain about it, and nothing is armed. */
const refused = async (who: Person, { armingId }: Asked, code: string, phase = "AwaitingApproval") => {
  expect(await lastOf("arming.approve")).toMatchObject({
    ...{ outcome: "refused", actor: { id: who.id }, target: { id: armingId } },
    reason: expect.stringMatching(new RegExp(`^${code}: `)),
  });
  expect(await phaseOf(armingId)).toBe(phase);
};
const set = (armingId: string, data: object) => db.prisma.arming.update({ where: { id: armingId }, data });

describe("a plan is armed", () => {
  it("when enough others have approved exactly what was asked, and its page says until when", async () => {
    const asked = await anAsked(2);
    await decide(ben, asked);
    expect(await phaseOf(asked.armingId)).toBe("AwaitingApproval");
    await decide(cyd, asked);
    const { arming, arm } = await getPlanAutomation(vera.as(), asked.planId);
    expect(arming).toMatchObject({
      ...{ phase: "Armed", approvals: [{ approverName: "ben" }, { approverName: "cyd" }], watch: null, end: null },
      disarm: { isMet: false, message: expect.stringContaining("failover:operate") },
    });
    expect((arming?.armedUntil.getTime() ?? 0) - Date.now()).toBeGreaterThan(7.9 * 3_600_000);
    expect(arm).toMatchObject({ isMet: false, message: expect.stringContaining("armed already") });
    expect(await lastOf("arming.approve")).toMatchObject({ outcome: "succeeded", after: { phase: "Armed", subjectHash: asked.hash } });
    const events = await db.prisma.event.findMany({ where: { type: "arming.changed", subjectId: asked.armingId }, orderBy: { id: "asc" } });
    expect(events.map(({ payload }) => (payload as { to: string }).to)).toEqual(["AwaitingApproval", "AwaitingApproval", "Armed"]);
  });

  it("by nobody while it says nothing of a trigger, while it is not ready, or by whoever may not ask", async () => {
    const { id: bare } = await aPlan(db, { ...about(), trigger: undefined });
    await expect(ask(bare)).rejects.toMatchObject({ code: "GateRefused", message: expect.stringContaining("spec.trigger") });
    const { id: blocked } = await aPlan(db, about());
    const finding = { step: null, code: "AgentUnreachable", severity: "blocking" as const, object: "dr", message: "not connected" };
    await evaluated(db, blocked, 1, [finding], new Date(Date.now() + 1000));
    await expect(ask(blocked)).rejects.toMatchObject({ code: "GateRefused", message: expect.stringContaining("not connected") });
    const { id: planId } = await aPlan(db, about());
    const input = { planId, planVersion: 1, armedForHours: 8, reason: "the night" };
    await expect(requestArming(vera.as(), input)).rejects.toMatchObject({ code: "Forbidden" });
    expect((await auditOf(db, "arming.request")).slice(-3).map(({ outcome }) => outcome)).toEqual(["refused", "refused", "refused"]);
  });

  it("not at all while its steps act on clusters beside its pair: what is approved says nothing of those", async () => {
    await aCluster(db, "witness", { environment: "test" });
    const steps = `      - name: look
        use: probe.http
        with: { cluster: witness, url: "http://core.bank/healthz" }`;
    const { id: planId } = await aPlan(db, { ...about(), other: "witness", steps });
    const person = await getPlanAutomation(ana.as(), planId);
    expect(person.arm).toMatchObject({ isMet: false, message: expect.stringContaining("clusters beside its pair") });
    await expect(ask(planId)).rejects.toMatchObject({ code: "GateRefused", message: expect.stringContaining("clusters beside its pair") });
    expect(await db.prisma.arming.count({ where: { planId } })).toBe(0);
    expect(await lastOf("arming.request")).toMatchObject({ outcome: "refused", target: { id: planId } });
  });

  it("once a group, however many ask at the same time", async () => {
    const { id: planId } = await aPlan(db, about());
    const tries = await Promise.allSettled([ask(planId), ask(planId), ask(planId)]);
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
    expect(await db.prisma.arming.count({ where: { planId } })).toBe(1);
  });
});

describe("an approval of an arming is refused, and the refusal is on record,", () => {
  it("by whoever asked for it, and by another account of theirs", async () => {
    const asked = await anAsked();
    await expect(decide(ana, asked)).rejects.toMatchObject({ code: "ApproverIsRequester" });
    await refused(ana, asked, "ApproverIsRequester");
    await db.prisma.user.update({ where: { id: ana.id }, data: { email: "Ana@example.test" } });
    const again = await aPerson(db, "ana-too", ["approver"]);
    await db.prisma.user.update({ where: { id: again.id }, data: { email: "ana+approver@example.test" } });
    await expect(decide(again, asked)).rejects.toMatchObject({ code: "ApproverIsRequester" });
    await refused(again, asked, "ApproverIsRequester");
  });

  it("when it is said a second time", async () => {
    const asked = await anAsked(2);
    await decide(ben, asked);
    await expect(decide(ben, asked)).rejects.toMatchObject({ code: "AlreadyDecided" });
    await refused(ben, asked, "AlreadyDecided");
  });

  it("when it carries the hash of another arming", async () => {
    const [asked, other] = [await anAsked(), await anAsked()];
    await expect(decide(ben, { ...asked, hash: other.hash })).rejects.toMatchObject({ code: "ApprovalStale" });
    await refused(ben, asked, "ApprovalStale");
  });

  it.each([
    ["window", { armedUntil: new Date(Date.now() + 30 * 86_400_000) }],
    ["accepted losses", { acceptedLoss: { stores: [], reason: "x", byId: "x", byName: "x" } }],
    ["number of approvals", { approvalsRequired: 2 }],
  ])("when its %s was changed behind the approver's back", async (_, data) => {
    const asked = await anAsked();
    await set(asked.armingId, data);
    await expect(decide(ben, asked)).rejects.toMatchObject({ code: "ApprovalStale" });
    await refused(ben, asked, "ApprovalStale");
  });

  it("when the time to decide is over", async () => {
    const asked = await anAsked();
    await set(asked.armingId, { expiresAt: new Date(Date.now() - 1) });
    await expect(decide(ben, asked)).rejects.toMatchObject({ code: "ApprovalExpired" });
    await refused(ben, asked, "ApprovalExpired");
  });

  it("with a second factor that was given long ago", async () => {
    const asked = await anAsked();
    await db.prisma.user.update({ where: { id: ben.id }, data: { twoFactorEnabled: true } });
    await expect(decide(ben, asked)).rejects.toMatchObject({ code: "SecondFactorNeeded" });
    await refused(ben, asked, "SecondFactorNeeded");
    await db.prisma.user.update({ where: { id: ben.id }, data: { twoFactorEnabled: false } });
  });

  it("when it is replayed after the arming was taken back", async () => {
    const asked = await anAsked();
    await disarm(ana.as(), { armingId: asked.armingId, reason: "" });
    await expect(decide(ben, asked)).rejects.toMatchObject({ code: "WrongPhase" });
    await refused(ben, asked, "WrongPhase", "Disarmed");
  });
});

describe("an arming ends", () => {
  it("by one word of whoever may operate, and not of a viewer", async () => {
    const asked = await anAsked();
    await decide(ben, asked);
    await expect(disarm(vera.as(), { armingId: asked.armingId, reason: "" })).rejects.toMatchObject({ code: "Forbidden" });
    await disarm(ana.as(), { armingId: asked.armingId, reason: "" });
    const { arming, arm } = await getPlanAutomation(ana.as(), asked.planId);
    expect(arming).toMatchObject({ phase: "Disarmed", end: { message: "ana disarmed it." } });
    expect(arm).toEqual({ isMet: true, message: "" });
    await expect(disarm(ana.as(), { armingId: asked.armingId, reason: "" })).rejects.toMatchObject({ code: "WrongPhase" });
    expect((await auditOf(db, "arming.disarm")).slice(-3).map((each) => [each.actor.name, each.outcome])).toEqual([
      ["vera", "refused"],
      ["ana", "succeeded"],
      ["ana", "refused"],
    ]);
  });

  it("when a new version of its plan is saved, and says whose it was; a text that is the same ends nothing", async () => {
    const asked = await anAsked();
    await decide(ben, asked);
    await savePlan(ana.as(), { yaml: planYaml(asked.plan), basedOnVersion: 1 });
    expect(await phaseOf(asked.armingId)).toBe("Armed");
    await savePlan(ana.as(), { yaml: planYaml({ ...asked.plan, expiresAfterSeconds: 900 }), basedOnVersion: 1 });
    expect((await getPlanAutomation(vera.as(), asked.planId)).arming).toMatchObject({
      ...{ phase: "Lapsed", end: { message: "ana saved version 2 of the plan, and version 1 was approved. Arm it again." } },
    });
    expect(await lastOf("arming.lapse")).toMatchObject({
      outcome: "succeeded",
      target: { id: asked.armingId },
      before: { phase: "Armed" },
    });
  });

  it("when one declines", async () => {
    const asked = await anAsked(2);
    await decide(ben, asked, { decision: "decline", comment: "not tonight" });
    expect((await getPlanAutomation(vera.as(), asked.planId)).arming).toMatchObject({
      phase: "Declined",
      end: { message: expect.stringContaining("not tonight") },
    });
  });
});
