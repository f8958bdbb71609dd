import { join } from "node:path";
import { auditEntryOf } from "@holdfast/db/audit/read";
import { transact } from "@holdfast/db/transact";
import { verifyAudit } from "@holdfast/services/audit/verify-audit";
import { decideFailover } from "@holdfast/services/failover/decide-failover";
import { getPlan } from "@holdfast/services/failover/get-plan";
import { getRun } from "@holdfast/services/failover/get-run";
import { installationKeys } from "@holdfast/services/pki/installation-keys";
import { getRunReport } from "@holdfast/services/reports/get-run-report";
import { takeRunReport } from "@holdfast/services/reports/take-run-report";
import { verifyReport } from "@holdfast/services/reports/verify-report";
import { createUser } from "@holdfast/services/sign-in/create-user";
import { createSignIn } from "@holdfast/services/sign-in/sign-in";
import { aSealer } from "@holdfast/testkit/a-sealer";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aWorld } from "@holdfast/testkit/fake-agents/world";
import { testHub } from "@holdfast/testkit/hub-fixture";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { silentLog } from "@holdfast/testkit/silent-log";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { v7 as uuid } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aStage, decided, PLANNED_EFFECTS, requested, type Stage } from "../../test/failover-stage";
import { type Hub, startHub } from "../hub";

const db = suiteDatabase();
const world = aWorld();
let settings: ReturnType<typeof testHub>;
let hub: Hub;
let olga: Person;
const staged: Stage[] = [];

beforeAll(async () => {
  settings = testHub(db.url);
  hub = await startHub(settings);
  olga = await aPerson(db, "olga", ["operator", "approver"]);
});
afterAll(async () => {
  for (const { primary, standby } of staged) await Promise.all([primary.agent.cut(), standby.agent.cut()]);
  await hub.stop();
});

const stage = async (name: string) => {
  const linkUrls = { primary: hub.linkUrl, standby: hub.linkUrl };
  const made = await aStage({ db, world, enrolmentUrl: hub.enrolmentUrl, linkUrls }, name);
  staged.push(made);
  return made;
};
/** Within what a change has to be seen in the readiness of a plan. */
const SOON = { timeout: 10_000, interval: 50 };
const blocking = async ({ planId }: Stage) => {
  const { evaluation } = (await getPlan(theSystem(db), planId)).activate;
  return evaluation?.findings.filter((finding) => finding.severity === "blocking").map((finding) => finding.code) ?? null;
};
const refusals = async (action: string) => (await auditOf(db, action)).filter((entry) => entry.outcome === "refused");
const phaseOf = async (runId: string) => (await getRun(olga.as(), runId)).phase;
const succeeds = (runId: string) => expect.poll(() => phaseOf(runId), { timeout: 25_000, interval: 50 }).toBe("Succeeded");

describe("a plan that was saved", () => {
  it("is evaluated within ten seconds, and again within ten seconds of whatever it depends on", async () => {
    const scene = await stage("readiness");
    await expect.poll(() => blocking(scene), SOON).toEqual([]);

    await scene.standby.agent.cut();
    await expect.poll(() => blocking(scene), SOON).toContain("AgentUnreachable");
    await scene.standby.agent.connect(hub.linkUrl);
    await expect.poll(() => blocking(scene), SOON).toEqual([]);

    await db.prisma.grant.updateMany({ where: { userId: olga.id }, data: { revokedAt: new Date() } });
    const signIn = createSignIn({
      db,
      now: settings.now,
      log: silentLog,
      baseUrl: "http://127.0.0.1",
      origins: [],
      secret: "s".repeat(32),
      sealer: aSealer(),
    });
    const account = (name: string) => ({ name, email: `${name}@example.test`, password: "correct-horse-battery-staple" });
    await createUser(theSystem(db), signIn, account("vera"), { role: "viewer", selector: {} });
    await expect.poll(() => blocking(scene), SOON).toEqual(["ApproversShort"]);
    await createUser(theSystem(db), signIn, account("adam"), { role: "approver", selector: {} });
    await expect.poll(() => blocking(scene), SOON).toEqual([]);
    await db.prisma.grant.updateMany({ where: { userId: olga.id }, data: { revokedAt: null } });
  });

  it("can't be used while its evaluation blocks, and the refusal is on record", async () => {
    const scene = await stage("blocked");
    await scene.standby.agent.cut();
    await expect.poll(() => blocking(scene), SOON).toContain("AgentUnreachable");
    const before = (await refusals("failover.request")).length;
    await expect(requested(olga, scene.planId)).rejects.toMatchObject({
      code: "GateRefused",
      message: expect.stringContaining("not connected"),
    });
    expect((await refusals("failover.request")).length).toBe(before + 1);
    expect(await db.prisma.run.count({ where: { planId: scene.planId } })).toBe(0);
  });
});

describe("a failover", () => {
  it("asked for by one and approved by another runs step by step through the agents' links to its end, and is on record whole", async () => {
    const scene = await stage("whole");
    await expect.poll(() => blocking(scene), SOON).toEqual([]);
    const ada = await aPerson(db, "ada", ["approver"]);
    const runId = await requested(olga, scene.planId);

    await expect(decided(olga, runId)).rejects.toMatchObject({ code: "ApproverIsRequester" });
    const { id, subjectHash } = await getRun(ada.as(), runId);
    const other = decideFailover(ada.as(), { runId: id, step: null, decision: "approve", subjectHash: "0".repeat(64), comment: "" });
    await expect(other).rejects.toMatchObject({ code: "ApprovalStale" });
    expect(await refusals("failover.approve")).toHaveLength(2);
    expect(await phaseOf(runId)).toBe("AwaitingApproval");
    expect(scene.effects()).toEqual([]);

    await decideFailover(ada.as(), { runId: id, step: null, decision: "approve", subjectHash, comment: "seen" });
    await succeeds(runId);
    const run = await getRun(olga.as(), runId);
    expect(run.steps.map((step) => [step.name, step.state, step.message])).toEqual([
      ["healthy", "Done", "0 < 1, 1 times in a row"],
      ["scale-up", "Done", "10 of 10 ready"],
      ["shift-mesh", "Done", "old 0, new 100"],
      ["shift-edge", "Done", "old 0, new 1"],
      ["answers", "Done", expect.stringMatching(/^200, 2 times in a row/)],
    ]);
    expect(scene.effects()).toEqual(PLANNED_EFFECTS);
    expect(run.times).toMatchObject({ detectMs: null, decideMs: expect.any(Number) });
    const { actMs, verifyMs, recoveryMs } = run.times;
    expect([actMs, verifyMs].every((ms) => ms !== null && ms > 0)).toBe(true);
    expect(recoveryMs).toBe((actMs ?? 0) + (verifyMs ?? 0));

    const commands = await db.prisma.command.findMany({
      where: { idempotencyKey: { startsWith: `run:${runId}:` } },
      orderBy: { seq: "asc" },
    });
    expect(commands.map(({ name, outcome, epoch }) => [name, outcome, epoch])).toEqual([
      ["workload.scale", "succeeded", 1n],
      ["istio.shift-weights", "succeeded", 1n],
      ["gateway.shift-weights", "succeeded", 1n],
    ]);
    await expect.poll(async () => (await getRunReport(olga.as(), runId)).signed, SOON).not.toBeNull();
    const events = await db.prisma.event.findMany({ where: { subjectId: runId }, orderBy: { id: "asc" } });
    expect(new Set(events.map((event) => event.type))).toEqual(
      new Set(["failover.requested", "failover.decided", "failover.phase-changed", "failover.step-changed", "failover.reported"]),
    );
    const { audit, reports } = await installationKeys(join(settings.dataFolder, "keys"), settings.trustDomain, new Date());
    expect(await verifyAudit(theSystem(db), new Map([[audit.keyId, audit.publicKeyPem]]))).toMatchObject({ isIntact: true, problems: [] });
    const publicKeys = new Map([[reports.keyId, reports.publicKeyPem]]);
    const [json, pdf] = await Promise.all(
      (["json", "pdf"] as const).map((format) => takeRunReport(olga.as(), { runId: run.id, format }, publicKeys)),
    );
    const entries = (await db.prisma.auditEntry.findMany()).map(auditEntryOf);
    const proof = { publicKeys, runId, pdf: pdf?.bytes, entries };
    const verdict = verifyReport(Buffer.from(json?.bytes ?? []).toString(), proof);
    expect(verdict).toMatchObject({ problems: [], report: { outcome: { phase: "Succeeded" }, times: run.times } });
    expect(verdict.report?.steps.flatMap((step) => step.attempts.flatMap((each) => each.commands)).map((each) => each.outcome)).toEqual(
      commands.map(() => "succeeded"),
    );
    expect((await auditOf(db, "command.succeeded")).filter((entry) => entry.requestId.startsWith(`run:${runId}`))).toHaveLength(3);

    await ordered(scene, run.group, 0n);
    await expect.poll(async () => (await auditOf(db, "command.refused")).at(-1)?.after, SOON).toMatchObject({ reason: "StaleEpoch" });
    expect(scene.effects()).toEqual(PLANNED_EFFECTS);
  });

  it("away from a site that is lost measures when it was noticed, from the last sign of life", async () => {
    const scene = await stage("lost");
    const ada = await aPerson(db, "ada-two", ["approver"]);
    await expect.poll(() => blocking(scene), SOON).toEqual([]);
    // What the row knows is the hello of a link that may have been up for days.
    const longAgo = new Date(Date.now() - 86_400_000);
    await db.prisma.agentLink.update({ where: { clusterId: scene.primary.fake.id }, data: { lastHeartbeatAt: longAgo } });
    await scene.primary.agent.cut();
    const state = async () => (await db.prisma.agentLink.findUniqueOrThrow({ where: { clusterId: scene.primary.fake.id } })).state;
    await expect.poll(state, SOON).toBe("unreachable");
    await expect.poll(() => blocking(scene), SOON).toEqual([]);

    const runId = await requested(olga, scene.planId);
    await decided(ada, runId);
    await succeeds(runId);
    const { times } = await getRun(olga.as(), runId);
    expect(times.detectMs).toBeGreaterThanOrEqual(0);
    expect(times.detectMs).toBeLessThan(5000);
    expect((await db.prisma.run.findUniqueOrThrow({ where: { id: runId } })).mode).toBe("ungraceful");
  });

  it("that is declined moves nothing", async () => {
    const scene = await stage("declined");
    const ada = await aPerson(db, "ada-three", ["approver"]);
    await expect.poll(() => blocking(scene), SOON).toEqual([]);
    const runId = await requested(olga, scene.planId);
    await decided(ada, runId, "decline");
    expect(await phaseOf(runId)).toBe("Rejected");
    expect(scene.effects()).toEqual([]);
  });
});

/** An order of an epoch, as a hub that was overtaken would have left it behind. */
async function ordered(scene: Stage, group: string, epoch: bigint): Promise<void> {
  const { id: groupId } = await db.prisma.protectionGroup.findUniqueOrThrow({ where: { name: group } });
  const id = uuid();
  await transact(db, settings.now, async (unit) =>
    unit.order({
      id,
      clusterId: scene.standby.fake.id,
      name: "workload.scale",
      input: { kind: "Deployment", namespace: "bank", name: "core", replicas: 1, expectReplicas: 10 },
      scope: `group:${groupId}`,
      epoch,
      idempotencyKey: id,
      expiresAt: new Date(Date.now() + 60_000),
    }),
  );
}
