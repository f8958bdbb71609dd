import { readFileSync } from "node:fs";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { aPerson, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { applyReport } from "../agents/apply-report";
import { announceHub } from "../agents/hub-presence";
import { recordSilence } from "../agents/record-silence";
import { caseQuery } from "./case-query";
import { evaluateCase, type MeasurePromql } from "./evaluate-case";
import { listCases } from "./list-cases";
import { saveCase } from "./save-case";

const db = suiteDatabase();
const yaml = readFileSync(new URL("../../../domain/cases/bank-core.yaml", import.meta.url), "utf8");
let caseId: string;
let prod: Awaited<ReturnType<typeof aCluster>>;
let settings: Awaited<ReturnType<typeof anInstallation>>["settings"];

beforeAll(async () => {
  ({ settings } = await anInstallation(db));
  await aCluster(db, "never-enrolled", { environment: "dr" });
  for (const [name, environment, ready] of [
    ["prod", "production", 10],
    ["dr", "dr", 3],
  ] as const) {
    const cluster = await aCluster(db, name, { environment });
    if (name === "prod") prod = cluster;
    const { bootId } = await anAgent(settings, cluster.id);
    const upserts = [
      anInventoryRecord({
        uid: `${name}-d`,
        resource: "deployments.apps",
        kind: "Deployment",
        name: "bank-core-service",
        namespace: "bank",
        ready,
        desired: ready,
        facts: {
          strategy: { type: "RollingUpdate", maxSurge: 2, maxUnavailable: 1 },
          template: { runtimeClass: "runc", podAntiAffinity: [{ topologyKey: "kubernetes.io/hostname", weight: 100 }] },
        },
      }),
      anInventoryRecord({
        uid: `${name}-r`,
        resource: "runtimeclasses.node.k8s.io",
        kind: "RuntimeClass",
        namespace: null,
        name: "wasmedge",
        facts: { handler: "wasmedge" },
        ready: null,
        desired: null,
      }),
    ];
    await applyReport(settings, cluster.id, {
      bootId,
      seq: 1,
      messages: [{ type: "inventory.delta", observedAt: new Date().toISOString(), upserts, deletes: [] }],
    });
  }
  caseId = (await saveCase(theSystem(db), yaml)).id;
});

// Before each: a hub that was not heard of for some seconds vouches for nobody.
beforeEach(() => announceHub(db, { hubId: "hub-1", address: "wss://127.0.0.1:1", version: "test" }));

const verdicts = async () =>
  Object.fromEntries((await listCases(theSystem(db)))[0]?.latest?.results.map((result) => [result.target, result.verdict]) ?? []);
const fast: MeasurePromql = async (_cluster, query) =>
  query.includes("settlement") ? null : query.includes("quantile") ? 42 : query.startsWith("100") ? 100 : 1200;

describe("evaluating a case", () => {
  it("gives a verdict only where something was measured, with what measured it", async () => {
    await evaluateCase(theSystem(db), caseId, fast);
    expect(await verdicts()).toEqual({
      "p50-latency": "verified",
      "p99-latency": "verified",
      "success-rate": "verified",
      replicas: "verified",
      "runtime-class": "verified",
      "peak-throughput": "failing",
      "external-transactions": "noEvidence",
    });
    const p99 = (await listCases(theSystem(db)))[0]?.latest?.results.find((result) => result.target === "p99-latency");
    expect(p99?.evidence).toMatchObject([
      { clusterName: "dr", value: 42, source: expect.stringContaining("histogram_quantile(0.99") },
      { clusterName: "prod" },
    ]);
  });

  it("takes no evidence from a cluster that nobody can vouch for, and says what was last known", async () => {
    await recordSilence(settings, prod.id, new Date(), "no heartbeat");
    await evaluateCase(theSystem(db), caseId, async (cluster, query) => {
      if (cluster.name === "prod") throw new Error("The cluster's agent is not connected.");
      return fast(cluster, query);
    });
    expect(await verdicts()).toMatchObject({ replicas: "failing", "p99-latency": "verified" });
    const replicas = (await listCases(theSystem(db)))[0]?.latest?.results.find((result) => result.target === "replicas");
    expect(replicas).toMatchObject({
      measured: 3,
      evidence: [
        { clusterName: "dr", value: 3 },
        { clusterName: "prod", value: null, message: expect.stringContaining("last known: 10") },
      ],
    });
  });

  it("finds the steps by what the inventory keeps, and says what is missing where", async () => {
    await evaluateCase(theSystem(db), caseId, fast);
    const steps = (await listCases(theSystem(db)))[0]?.latest?.steps ?? [];
    expect(Object.fromEntries(steps.map(({ step, state }) => [step, state]))).toEqual({
      platform: "missing",
      "core-service": "missing",
      "transfer-policy": "missing",
      "rolling-update": "found",
    });
    const [, , , runtime] = steps.find(({ step }) => step === "platform")?.finds ?? [];
    expect(runtime).toMatchObject({
      state: "found",
      evidence: [
        { clusterName: "dr", value: 1, source: "runtimeclasses.node.k8s.io wasmedge handler=wasmedge" },
        { clusterName: "prod", value: null, message: "the agent is not connected; last known: 1" },
      ],
    });
  });

  it("reads what was kept before cases had steps", async () => {
    const row = await db.prisma.caseEvaluation.findFirstOrThrow({ orderBy: { evaluatedAt: "desc" } });
    const kept = row.results as { targets: object[] };
    await db.prisma.caseEvaluation.update({ where: { id: row.id }, data: { results: kept.targets } });
    const latest = (await listCases(theSystem(db)))[0]?.latest;
    expect([latest?.results.length, latest?.steps]).toEqual([kept.targets.length, []]);
  });

  it("keeps a row of history for every change of a verdict, and none for the same again", async () => {
    const history = async () => (await listCases(theSystem(db)))[0]?.history.length;
    const before = await history();
    const onlyDr: MeasurePromql = async (cluster, query) => (cluster.name === "prod" ? null : fast(cluster, query));
    await evaluateCase(theSystem(db), caseId, onlyDr);
    await evaluateCase(theSystem(db), caseId, onlyDr);
    expect(await history()).toBe(before);
    await evaluateCase(theSystem(db), caseId, async () => null);
    expect(await history()).toBe((before ?? 0) + 1);
  });

  it("is refused to a viewer, and the refusal is on record", async () => {
    const viewer = await aPerson(db, "vera", ["viewer"]);
    await expect(evaluateCase(viewer.as(), caseId, fast)).rejects.toMatchObject({ code: "Forbidden" });
    expect((await auditOf(db, "case.evaluate")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: viewer.id } });
  });
});

describe("the query of a target", () => {
  it("is the file's own, for the clusters that the caller may ask", async () => {
    const viewer = await aPerson(db, "vito", ["viewer"]);
    const asked = await caseQuery(viewer.as(), { caseId, target: "p99-latency" });
    expect(asked.query).toContain("histogram_quantile(0.99");
    expect(asked.clusters.map((cluster) => cluster.name).sort()).toEqual(["dr", "prod"]);
  });

  it("is not there for a target that is counted, and refused to somebody without a role", async () => {
    const viewer = await aPerson(db, "vida", ["viewer"]);
    await expect(caseQuery(viewer.as(), { caseId, target: "replicas" })).rejects.toMatchObject({ code: "NotFound" });
    await expect(caseQuery((await aPerson(db, "nils", [])).as(), { caseId, target: "p99-latency" })).rejects.toMatchObject({
      code: "Forbidden",
    });
  });
});

describe("saving a case", () => {
  it("refuses a broken file with the place of what is wrong, and keeps the old one", async () => {
    await expect(saveCase(theSystem(db), yaml.replace("value: 50\n", "value: fifty\n"))).rejects.toMatchObject({
      code: "InvalidInput",
      message: expect.stringMatching(/line \d+, column \d+: spec\.targets\[0\]\.value/),
    });
    expect(await db.prisma.scenarioCase.count()).toBe(1);
    expect((await saveCase(theSystem(db), yaml)).id).toBe(caseId);
  });
});
