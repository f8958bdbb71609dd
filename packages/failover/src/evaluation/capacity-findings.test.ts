import type { PlanFinding } from "@holdfast/contracts/gate";
import { aFieldsObject, fieldsKey } from "@holdfast/testkit/fake-agents/field-objects";
import { aWorkload } from "@holdfast/testkit/fake-agents/world";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it, vi } from "vitest";
import { runs } from "../../test/a-family";
import { aPlan, type Pair, type StepText, savePlan } from "../../test/approved-run";
import { evaluationSuite } from "../../test/evaluation-suite";
import { aNode, fillInventory, inBank } from "../../test/inventory";

const db = suiteDatabase();
const suite = evaluationSuite(db);

const own = ["Capacity", "Quota", "Budget"];
const brief = (findings: readonly PlanFinding[]) =>
  findings
    .filter(({ code }) => own.some((word) => code.startsWith(word)))
    .map(({ step, severity, code, mode }) => [step, severity, code, mode].filter(Boolean).join(" "));

const scale = (cluster: string, name: string, replicas: number, more: Partial<StepText> = {}): StepText => ({
  ...{ name: `scale-${name}`, use: "workload.scale" },
  with: { cluster, namespace: "bank", name, replicas },
  ...more,
});
const perReplica = (cores: number, gib = 1) => ({ cpuMillis: cores * 1000, memoryBytes: gib * 2 ** 30 });

/** The standby has one node of 8 cores, and workloads of one core a replica that have one replica each. */
async function aScene(steps: (dr: string, pair: Pair) => StepText[], cores = 1) {
  const scene = await suite.aScene((_, pair) => steps(pair.standby.name, pair));
  for (const name of ["core", "ledger", "batch"])
    scene.standby.workloads.set(`bank/${name}`, aWorkload(1, { perReplica: perReplica(cores) }));
  return scene;
}

describe("the capacity that a plan asks for", () => {
  it("is that of all its steps together: two that fit singly are found where they don't fit beside each other", async () => {
    const fits = await aScene((dr) => [scale(dr, "core", 5), scale(dr, "ledger", 5)]);
    expect(brief(await fits.evaluate())).toEqual([]);
    const short = await aScene((dr) => [scale(dr, "core", 6), scale(dr, "ledger", 6)]);
    const findings = await short.evaluate();
    expect(brief(findings)).toEqual(["scale-ledger blocking CapacityShortBeside"]);
    expect(findings.find(({ code }) => code === "CapacityShortBeside")?.message).toContain(
      `beside the replicas of scale-core, ${short.pair.standby.name} has room for 3 of the 5 more`,
    );
  });

  it("is less what earlier steps take away, so a plan may make room for itself", async () => {
    const scene = await aScene((dr) => [scale(dr, "batch", 0), scale(dr, "core", 12)]);
    scene.standby.workloads.set("bank/batch", aWorkload(4, { perReplica: perReplica(1) }));
    expect(brief(await scene.evaluate())).toEqual([]);
    scene.standby.workloads.set("bank/batch", aWorkload(2, { perReplica: perReplica(1) }));
    expect(brief(await scene.evaluate())).toEqual(["scale-core blocking CapacityShort"]);
  });

  it("is told of the mode of a run that asks for it", async () => {
    const more = (dr: string) => ({ ungraceful: { with: { ...scale(dr, "ledger", 6).with } } });
    const scene = await aScene((dr) => [scale(dr, "core", 6), scale(dr, "ledger", 2, more(dr))]);
    expect(brief(await scene.evaluate())).toEqual(["scale-ledger blocking CapacityShortBeside ungraceful"]);
  });

  it("counts a workload once that is woken first and given bounds then", async () => {
    const bounds = { minReplicas: 6, maxReplicas: 20 };
    const set = (cluster: string): StepText => ({
      ...{ name: "floor", use: "hpa.set-bounds" },
      with: { cluster, namespace: "bank", name: "core", minReplicas: 6 },
    });
    const scene = await aScene((dr) => [scale(dr, "core", 6), set(dr)]);
    scene.standby.workloads.set("bank/core", aWorkload(0, { perReplica: perReplica(1) }));
    const status = { currentReplicas: 0, target: { kind: "Deployment", name: "core" } };
    scene.standby.objects.set(
      fieldsKey("hpa.set-bounds", { namespace: "bank", name: "core" }),
      aFieldsObject({ ...bounds, minReplicas: 2 }, status),
    );
    expect(brief(await scene.evaluate())).toEqual([]);
  });

  it("includes what the plans ask for that its steps run at the same site, by what the inventory knows of them", async () => {
    const scene = await aScene((dr) => [scale(dr, "core", 6), runs("x")]);
    const child = aPlan(scene.pair, [scale(scene.pair.standby.name, "ledger", 6)], { rtoSeconds: 30 });
    await savePlan(db, child);
    const { spec } = await db.prisma.planVersion.findFirstOrThrow({ where: { planId: scene.planId } });
    const text = JSON.stringify(spec).replace('"plan":"x"', `"plan":"${child.metadata.name}"`);
    await db.prisma.planVersion.updateMany({ where: { planId: scene.planId }, data: { spec: JSON.parse(text) } });
    const template = { containers: [{ requests: perReplica(1) }] };
    await fillInventory(db, scene.pair.standby.id, [inBank("deployments.apps", "ledger", { template }, { desired: 1, ready: 1 })]);
    expect(brief(await scene.evaluate())).toEqual(["child blocking CapacityShortBeside"]);
    await db.prisma.inventoryObject.updateMany({ where: { clusterId: scene.pair.standby.id, name: "ledger" }, data: { desired: 5 } });
    expect(brief(await scene.evaluate())).toEqual([]);
  });

  it("is held against the quotas of the namespaces, steps together, with what a LimitRange fills in", async () => {
    const scene = await aScene((dr) => [scale(dr, "core", 3), scale(dr, "ledger", 3)], 0);
    const bare = { template: { containers: [{ name: "app" }] } };
    await fillInventory(db, scene.pair.standby.id, [
      inBank("deployments.apps", "core", bare),
      inBank("deployments.apps", "ledger", bare),
      inBank("resourcequotas", "small", { hard: { "requests.cpu": "2", pods: "9" }, used: { "requests.cpu": "1", pods: "2" } }),
      inBank("resourcequotas", "others", { hard: { pods: "0" } }, { namespace: "elsewhere" }),
      inBank("resourcequotas", "jobs", { hard: { pods: "0" }, scopes: ["Terminating"] }),
    ]);
    expect(brief(await scene.evaluate())).toEqual(["scale-core warning QuotaWantsSaid", "scale-ledger warning QuotaWantsSaid"]);
    await fillInventory(db, scene.pair.standby.id, [inBank("limitranges", "defaults", { requests: { cpuMillis: 400 } })]);
    const findings = await scene.evaluate();
    expect(brief(findings)).toEqual(["scale-ledger blocking QuotaShort"]);
    expect(findings.find(({ code }) => code === "QuotaShort")?.message).toMatch(
      /quota small of bank leaves 0\.2 of requests\.cpu, 0\.8 are needed/,
    );
  });

  it("leaves disruption budgets what they want: fewer pods than that are warned of", async () => {
    const scene = await aScene((dr) => [scale(dr, "core", 1)]);
    scene.standby.workloads.set("bank/core", aWorkload(3, { perReplica: perReplica(1) }));
    const selector = { matchLabels: { app: "core" } };
    await fillInventory(db, scene.pair.standby.id, [
      inBank("deployments.apps", "core", { template: { labels: { app: "core" }, containers: [] } }),
      inBank("poddisruptionbudgets.policy", "core", { minAvailable: 2, expectedPods: 3, selector }),
      inBank("poddisruptionbudgets.policy", "share", { minAvailable: "80%", expectedPods: 3, selector }),
    ]);
    const findings = await scene.evaluate();
    expect(brief(findings)).toEqual(["scale-core warning BudgetOverdrawn"]);
    expect(findings.find(({ code }) => code === "BudgetOverdrawn")?.message).toContain("core of bank wants 2 pods and 1 would be left");
  });

  it("is on the nodes where the pods may stand: room on others is found to be no help", async () => {
    const scene = await aScene((dr) => [scale(dr, "core", 3)]);
    const template = { containers: [{ requests: perReplica(1) }], placement: { nodeSelector: { disk: "ssd" }, toleratesNothing: true } };
    const taints = [{ key: "bank", effect: "NoSchedule" }];
    await fillInventory(db, scene.pair.standby.id, [
      inBank("deployments.apps", "core", { template }, { desired: 1, ready: 1 }),
      { ...aNode("ssd", 1, 32), labels: { disk: "ssd", zone: "a" } },
      { ...aNode("tainted", 8, 32, { taints }), labels: { disk: "ssd" } },
    ]);
    const findings = await scene.evaluate();
    expect(brief(findings)).toEqual(["scale-core blocking CapacityElsewhere"]);
    expect(findings.find(({ code }) => code === "CapacityElsewhere")?.message).toContain("room for 1 of the 2 more");
    const row = { clusterId: scene.pair.standby.id, resource: "nodes", name: "n1" };
    await db.prisma.inventoryObject.updateMany({ where: row, data: { labels: { disk: "ssd" } } });
    expect(brief(await scene.evaluate())).toEqual([]);
  });

  it("asks the store no more often for twenty steps than for one", async () => {
    const questions = async (steps: number) => {
      const scene = await aScene((dr) => Array.from({ length: steps }, (_, i) => scale(dr, "core", 2, { name: `s${i}` })));
      const asked = [vi.spyOn(db.prisma.inventoryObject, "findMany"), vi.spyOn(db.prisma, "$queryRaw")];
      await scene.evaluate();
      const times = asked.map((each) => each.mock.calls.length);
      vi.restoreAllMocks();
      return times;
    };
    const one = await questions(1);
    expect(one.every((times) => times > 0)).toBe(true);
    expect(await questions(20)).toEqual(one);
  });
});
