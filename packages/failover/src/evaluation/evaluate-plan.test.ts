import { Fault } from "@holdfast/contracts/fault";
import type { PlanFinding } from "@holdfast/contracts/gate";
import { evaluationHash } from "@holdfast/domain/plan/evaluation-hash";
import { aFieldsObject, fieldsKey } from "@holdfast/testkit/fake-agents/field-objects";
import { aRoute, aWorkload } from "@holdfast/testkit/fake-agents/world";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import type { Pair, StepText } from "../../test/approved-run";
import { type EvaluationScene, evaluationSuite } from "../../test/evaluation-suite";
import { stepsOf } from "../../test/steps-of";
import { evaluatePlan } from "./evaluate-plan";

const db = suiteDatabase();
const suite = evaluationSuite(db);

const brief = (findings: readonly PlanFinding[]) =>
  findings.filter((each) => each.code !== "NeverProven").map((each) => `${each.severity} ${each.code}`);
const atPrimary = (text: StepText, { primary }: Pair): StepText => ({ ...text, with: { ...text.with, cluster: primary.name } });

describe("evaluating a plan", () => {
  it("looks at its failback by its own steps while the group runs at the standby, and says that a failover would confirm it", async () => {
    const back = (cluster: string): StepText => ({
      ...stepsOf({ standby: { id: "", name: cluster } } as Pair).scale(10),
      name: "scale-back",
    });
    const scene = await suite.aScene((step) => [step.scale(10)], { failback: (pair) => [back(pair.primary.name)] });
    const { planId, pair, primary } = scene;
    primary.workloads.delete("bank/core");
    expect(await scene.evaluate("failback")).toEqual([]);
    expect(await db.prisma.evaluation.count({ where: { planId, workflow: "failback" } })).toBe(0);

    await db.prisma.protectionGroup.updateMany({ where: { plans: { some: { id: planId } } }, data: { activeSite: pair.standby.id } });
    expect(brief(await scene.evaluate("activate"))).toEqual(["warning GroupMoved"]);
    expect(brief(await scene.evaluate("failback"))).toEqual(["blocking WorkloadAbsent"]);
    expect(await db.prisma.evaluation.findFirst({ where: { planId, workflow: "failback" } })).toMatchObject({ isReady: false });
    // The site that would be left is the standby now: lost, it warns; the one to go to blocks.
    Object.assign(scene.standby.faults, { isConnected: false });
    expect(brief(await scene.evaluate("failback"))).toContain("warning AgentUnreachable");
  });

  it("checks both forms of a step, and blocks only the runs that would use the form that can't go ahead", async () => {
    const { planId, primary, standby, evaluate } = await suite.aScene((step) => [
      step.scale(10, { ungraceful: { with: { ...step.scale(20).with, name: "reserve" } } }),
    ]);
    const found = async () => (await evaluate()).filter((each) => each.severity === "blocking").map((each) => [each.code, each.mode]);
    const isReady = async () => (await db.prisma.evaluation.findFirst({ where: { planId }, orderBy: { evaluatedAt: "desc" } }))?.isReady;
    expect(await found()).toEqual([["WorkloadAbsent", "ungraceful"]]);
    expect(await isReady()).toBe(true);
    suite.now = new Date(suite.now.getTime() + 1000);
    Object.assign(primary.faults, { isConnected: false });
    await evaluate();
    expect(await isReady()).toBe(false);

    suite.now = new Date(suite.now.getTime() + 1000);
    standby.workloads.set("bank/reserve", aWorkload(1)).delete("bank/core");
    expect(await found()).toEqual([["WorkloadAbsent", "graceful"]]);
    expect(await isReady()).toBe(true);
  });

  it("finds nothing about a plan that is ready but for that it was never proven", async () => {
    const scene = await suite.aScene((step) => [step.scale(10), step.istio(100), step.gateway(1), step.http(), step.promql(), step.ask()]);
    expect((await scene.evaluate()).map((each) => each.code)).toEqual(["NeverProven"]);
  });

  it.each<[string, (scene: EvaluationScene) => void, string[]]>([
    ["the standby's agent is away", ({ standby }) => Object.assign(standby.faults, { isConnected: false }), ["blocking AgentUnreachable"]],
    [
      "the primary's agent is away: that is what the plan is for",
      ({ primary }) => Object.assign(primary.faults, { isConnected: false }),
      ["warning AgentUnreachable"],
    ],
    ["a clock is off", ({ standby }) => Object.assign(standby, { clockSkewMs: -700 }), ["warning ClockSkew"]],
    [
      "a clock is off so far that orders would be refused",
      ({ standby }) => Object.assign(standby, { clockSkewMs: 9000 }),
      ["blocking ClockSkew"],
    ],
    ["an agent speaks another protocol", ({ primary }) => Object.assign(primary, { protocol: 7 }), ["blocking AgentProtocol"]],
    ["a right is missing", ({ standby }) => standby.missingAccess.add("workload.scale"), ["blocking AccessMissing"]],
    ["a kind is absent", ({ standby }) => standby.absentKinds.add("istio.shift-weights"), ["blocking KindAbsent"]],
    ["the workload is absent", ({ standby }) => standby.workloads.delete("bank/core"), ["blocking WorkloadAbsent"]],
    [
      "an autoscaler owns the replicas",
      ({ standby }) => Object.assign(standby.workloads.get("bank/core")!, { autoscaler: "hpa" }),
      ["blocking OwnedByAutoscaler", "blocking DryRunRefused"],
    ],
    [
      "GitOps would set the replicas back",
      ({ standby }) => Object.assign(standby.workloads.get("bank/core")!, { gitOpsOwner: "argocd/bank" }),
      ["warning OwnedByGitOps"],
    ],
    [
      "there is no room",
      ({ standby }) => standby.workloads.set("bank/core", aWorkload(3, { perReplica: { cpuMillis: 2000, memoryBytes: 1 } })),
      ["blocking CapacityShort"],
    ],
    ["a destination is absent", ({ standby }) => standby.routes.set("bank/core", aRoute({ old: 100 })), ["blocking DestinationAbsent"]],
    [
      "a probe's target is not reachable from inside",
      ({ standby }) => standby.pages.delete("http://core.bank/healthz"),
      ["warning ProbeUnreachable"],
    ],
    [
      "a probe's target is not allowed",
      ({ standby }) => standby.pages.set("http://core.bank/healthz", "OriginNotAllowed"),
      ["blocking OriginNotAllowed"],
    ],
    ["a query gives no value", ({ standby }) => standby.metrics.set("errors", []), ["warning ProbeUnreachable"]],
    ["a query gives several values", ({ standby }) => standby.metrics.set("errors", [1, 2]), ["blocking QueryRefused"]],
    ["there is no Prometheus", ({ standby }) => Object.assign(standby, { hasPrometheus: false }), ["blocking PrometheusAbsent"]],
  ])("finds that %s", async (_, prepare, expected) => {
    const scene = await suite.aScene((step) => [step.scale(10), step.istio(100), step.http(), step.promql()]);
    prepare(scene);
    expect(brief(await scene.evaluate()).sort()).toEqual(expected.sort());
  });

  it("warns of a lost primary's steps, and blocks on the standby's", async () => {
    const scene = await suite.aScene((step, pair) => [atPrimary(step.scale(0, { name: "drain" }), pair), step.scale(10)]);
    scene.primary.faults.isConnected = false;
    const findings = await scene.evaluate();
    expect(brief(findings)).toEqual(["warning AgentUnreachable"]);
    const latest = await db.prisma.evaluation.findFirstOrThrow({ where: { planId: scene.planId }, orderBy: { evaluatedAt: "desc" } });
    expect(latest.isReady).toBe(true);
  });

  it("finds that the steps may take longer than the objective, counting no person's time", async () => {
    const slow = await suite.aScene((step) => [step.scale(10, { timeoutSeconds: 20 }), step.http({ timeoutSeconds: 20 }), step.ask()], {
      rtoSeconds: 30,
    });
    expect((await slow.evaluate()).find((each) => each.code === "RtoExceedable")?.message).toContain("40 s together");
    const quick = await suite.aScene((step) => [step.scale(10, { timeoutSeconds: 10 }), step.http({ timeoutSeconds: 20 }), step.ask()], {
      rtoSeconds: 30,
    });
    expect(brief(await quick.evaluate())).toEqual([]);
  });

  it("holds how long clients keep an old address against the objective", async () => {
    const record = { dnsName: "pay.bank.example", recordType: "A", setIdentifier: null, targets: ["192.0.2.1"], recordTTL: 60 };
    const at = { namespace: "bank", name: "pay" };
    const { dnsName, recordType } = record;
    const set = (pair: Pair): StepText => ({
      ...{ name: "name", use: "dns.set-record" },
      with: { cluster: pair.standby.name, ...at, dnsName, recordType, targets: ["198.51.100.1"] },
    });
    const scene = await suite.aScene((_, pair) => [set(pair)]);
    scene.standby.objects.set(fieldsKey("dns.set-record", at), aFieldsObject({ records: [record] }, { isSeen: true, refusal: "" }));
    expect(await scene.evaluate()).toContainEqual(
      expect.objectContaining({ code: "DnsTtlAgainstRto", message: expect.stringMatching(/60 s more.*objective is 3600 s/) }),
    );
  });

  it("finds that too few people may approve, for the plan or for a step of it", async () => {
    const scene = await suite.aScene((step) => [step.ask({ with: { required: 3 } })]);
    suite.approvers = 2;
    expect(brief(await scene.evaluate())).toEqual(["blocking ApproversShort"]);
    suite.approvers = 5;
    expect(brief(await scene.evaluate())).toEqual([]);
  });

  it("finds a site that is not registered", async () => {
    const scene = await suite.aScene((step) => [step.scale(10)]);
    await db.prisma.cluster.update({ where: { id: scene.pair.standby.id }, data: { name: `other-${scene.pair.standby.name}` } });
    expect(brief(await scene.evaluate())).toContain("blocking SiteAbsent");
  });
});

/** A request for a run on an evaluation of the scene's plan. Returns the run's id. */
async function aRequest({ planId, pair }: EvaluationScene, evaluationId: string): Promise<string> {
  const { groupId } = await db.prisma.plan.findUniqueOrThrow({ where: { id: planId } });
  const { id } = await db.prisma.run.create({
    data: {
      ...{ id: crypto.randomUUID(), planId, planVersion: 1, groupId, evaluationId },
      ...{ primaryId: pair.primary.id, standbyId: pair.standby.id, kind: "real", mode: "ungraceful", phase: "AwaitingApproval" },
      ...{ reason: "x", subjectHash: "0".repeat(64), approvalsRequired: 1, requestedById: "ana", requestedByName: "Ana" },
      ...{ requestedAt: suite.now, expiresAt: suite.now },
    },
  });
  return id;
}

describe("what an evaluation leaves", () => {
  const rows = (planId: string) => db.prisma.evaluation.findMany({ where: { planId }, orderBy: { evaluatedAt: "asc" } });
  const told = (planId: string) => db.prisma.event.count({ where: { type: "plan.evaluated", subjectId: planId } });

  it("is a row and an event when it says something new, and nothing when it says the same within a minute", async () => {
    const scene = await suite.aScene((step) => [step.scale(10)]);
    const before = await rows(scene.planId);
    await scene.evaluate();
    await scene.evaluate();
    expect(await rows(scene.planId)).toHaveLength(before.length + 1);
    expect(await told(scene.planId)).toBe(1);

    scene.standby.missingAccess.add("workload.scale");
    suite.now = new Date(suite.now.getTime() + 1000);
    await scene.evaluate();
    const [last] = (await rows(scene.planId)).slice(-1);
    expect(last).toMatchObject({ isReady: false, contentHash: evaluationHash(last!) });
    expect(await told(scene.planId)).toBe(2);
  });

  it("is renewed after a minute, unless a run was requested on it: that one stays as it was", async () => {
    const scene = await suite.aScene((step) => [step.scale(10)]);
    await scene.evaluate();
    const [first] = (await rows(scene.planId)).slice(-1);
    suite.now = new Date(suite.now.getTime() + 61_000);
    await scene.evaluate();
    expect((await rows(scene.planId)).at(-1)).toMatchObject({ id: first?.id, evaluatedAt: suite.now });

    await aRequest(scene, first!.id);
    const frozen = suite.now;
    suite.now = new Date(suite.now.getTime() + 61_000);
    await scene.evaluate();
    expect(await db.prisma.evaluation.findUniqueOrThrow({ where: { id: first!.id } })).toMatchObject({ evaluatedAt: frozen });
    expect((await rows(scene.planId)).at(-1)?.id).not.toBe(first?.id);
  });

  it("is nothing while a run moves the group, which would be judged between two states, and a row again after it", async () => {
    const scene = await suite.aScene((step) => [step.scale(10)]);
    const [before] = await rows(scene.planId);
    const runId = await aRequest(scene, before!.id);
    for (const phase of ["Running", "Paused", "Undoing", "NeedsOperator"] as const) {
      await db.prisma.run.update({ where: { id: runId }, data: { phase } });
      await scene.evaluate();
      expect(await rows(scene.planId), phase).toHaveLength(1);
    }
    // It ended while the sites were being asked: what they said was still about the run.
    await db.prisma.run.update({ where: { id: runId }, data: { phase: "Undone", finishedAt: suite.now } });
    await scene.evaluate();
    expect(await rows(scene.planId)).toHaveLength(1);
    suite.now = new Date(suite.now.getTime() + 1);
    await scene.evaluate();
    expect(await rows(scene.planId)).toHaveLength(2);
  });

  it("is not kept when its hub stops in the middle: what could not be looked at says nothing about the plan", async () => {
    const { planId } = await suite.aScene((step) => [step.http()]);
    const stopping = new AbortController();
    const slow = {
      read: (_: string, __: unknown, ___: unknown, bounds: { signal: AbortSignal }) =>
        new Promise<never>((_resolve, reject) => {
          bounds.signal.addEventListener("abort", () => reject(new Fault("DeadlineExceeded", "no answer")));
          stopping.abort();
        }),
    };
    await expect(evaluatePlan({ ...suite.ports(), agents: slow }, planId, 1, stopping.signal)).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(await rows(planId)).toHaveLength(1);
  });

  it("is not kept when the store was overrun meanwhile, and a preflight that breaks is a finding whose cause is in the log", async () => {
    const { planId } = await suite.aScene((step) => [step.http()]);
    const failing = (cause: Error) => ({ ...suite.ports(), agents: { read: () => Promise.reject(cause) } });
    const { signal } = new AbortController();
    await expect(evaluatePlan(failing(new Error("timeout exceeded when trying to connect")), planId, 1, signal)).rejects.toThrow("timeout");
    expect(await rows(planId)).toHaveLength(1);
    const broken = failing(new TypeError("no such thing"));
    expect(brief((await evaluatePlan(broken, planId, 1, signal)).activate ?? [])).toEqual(["blocking PreflightBroken"]);
    expect(broken.log.lines).toMatchObject([{ level: "error", message: "a preflight broke" }]);
  });
});
