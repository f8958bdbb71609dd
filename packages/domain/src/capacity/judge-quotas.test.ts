import { describe, expect, it } from "vitest";
import { judgeQuotas, type Quota } from "./judge-quotas";
import { type ContainerDefaults, podShape, TemplateFacts } from "./pod-shape";
import type { RoomDemand } from "./room-demand";

const GIB = 2 ** 30;
const shapeOf = (template: object, defaults: ContainerDefaults = {}) => podShape(TemplateFacts.parse(template), defaults);
const one = shapeOf({
  containers: [{ requests: { cpuMillis: 500, memoryBytes: GIB }, limits: { cpuMillis: 1000, memoryBytes: 2 * GIB } }],
});
const adds = (step: string, more: number, shape = one, stage = 0): RoomDemand => ({
  ...{ step, stage, more, shape, object: step, namespace: "bank" },
});
const quota = (hard: Quota["hard"], used: Quota["used"] = {}, more: Partial<Quota> = {}): Quota => ({
  ...{ namespace: "bank", name: "core", scopes: [], scopeSelector: [], hard, used },
  ...more,
});
const short = (quotas: Quota[], demands: RoomDemand[]) =>
  judgeQuotas(quotas, demands).shortages.map(({ demand, resource, left, wanted }) => [demand.step, resource, left, wanted]);

describe("what a quota leaves", () => {
  it.each<[string, string, string, number, number]>([
    ["pods", "10", "8", 2, 4],
    ["count/pods", "10", "8", 2, 4],
    ["requests.cpu", "10", "8500m", 1.5, 2],
    ["cpu", "10", "8500m", 1.5, 2],
    ["requests.memory", "10Gi", "8Gi", 2 * GIB, 4 * GIB],
    ["memory", "10Gi", "8Gi", 2 * GIB, 4 * GIB],
    ["limits.cpu", "10", "8", 2, 4],
    ["limits.memory", "10Gi", "8Gi", 2 * GIB, 8 * GIB],
  ])("of %s is held against what the pods count for it", (resource, hard, used, left, wanted) => {
    expect(short([quota({ [resource]: hard }, { [resource]: used })], [adds("core", 4)])).toEqual([["core", resource, left, wanted]]);
    expect(short([quota({ [resource]: hard }, { [resource]: "0" })], [adds("core", 1)])).toEqual([]);
  });

  it("is not given twice, and grows by what earlier stages take away", () => {
    const four = [quota({ pods: "4" }, { pods: "0" })];
    expect(short(four, [adds("core", 3), adds("ledger", 3, one, 1)])).toEqual([["ledger", "pods", 1, 3]]);
    expect(short([quota({ pods: "4" }, { pods: "4" })], [adds("batch", -4), adds("core", 4, one, 1)])).toEqual([]);
  });

  it("is exact to the last thousandth of a core", () => {
    const tenth = shapeOf({ containers: [{ requests: { cpuMillis: 100 } }] });
    expect(short([quota({ "requests.cpu": "300m" }, { "requests.cpu": "0" })], [adds("a", 1, tenth), adds("b", 2, tenth, 1)])).toEqual([]);
    expect(short([quota({ "requests.cpu": "299m" }, { "requests.cpu": "0" })], [adds("a", 3, tenth)])).toHaveLength(1);
  });

  it("is another namespace's business elsewhere, and nothing is said of what is no pod's", () => {
    expect(
      short([quota({ pods: "0" }, {}, { namespace: "pay" }), quota({ services: "0", "requests.nvidia.com/gpu": "0" })], [adds("core", 1)]),
    ).toEqual([]);
  });

  it.each<[string, Partial<Quota>, RoomDemand["shape"], number]>([
    ["BestEffort", { scopes: ["BestEffort"] }, one, 0],
    ["BestEffort, of such pods", { scopes: ["BestEffort"] }, shapeOf({ containers: [{}] }), 1],
    ["NotBestEffort", { scopes: ["NotBestEffort"] }, one, 1],
    ["Terminating", { scopes: ["Terminating"] }, one, 0],
    ["NotTerminating", { scopes: ["NotTerminating"] }, one, 1],
    ["two scopes of which one is not theirs", { scopes: ["NotTerminating", "BestEffort"] }, one, 0],
    ["a scope of tomorrow", { scopes: ["CrossNamespacePodAffinity"] }, one, 0],
    [
      "a class that they have",
      { scopeSelector: [{ scope: "PriorityClass", operator: "In", values: ["high"] }] },
      { ...one, priorityClass: "high" },
      1,
    ],
    [
      "a class that they don't have",
      { scopeSelector: [{ scope: "PriorityClass", operator: "In", values: ["high"] }] },
      { ...one, priorityClass: "low" },
      0,
    ],
    ["a class, and nobody knows theirs", { scopeSelector: [{ scope: "PriorityClass", operator: "In", values: ["high"] }] }, one, 0],
  ])("counts by its scopes: %s", (_, more, shape, found) => {
    expect(short([quota({ pods: "0" }, {}, more)], [adds("core", 1, shape)])).toHaveLength(found);
  });

  it("refuses pods that don't say what it counts, unless a LimitRange says it for them", () => {
    const silent = { containers: [{ requests: { cpuMillis: 100 } }] };
    const wants = [quota({ "requests.cpu": "9", "requests.memory": "9Gi", "limits.cpu": "9" })];
    const silences = (defaults: ContainerDefaults) =>
      judgeQuotas(wants, [adds("core", 1, shapeOf(silent, defaults))]).silences.map(({ amounts }) => amounts);
    expect(silences({})).toEqual([["requests.memory", "limits.cpu"]]);
    expect(silences({ requests: { memoryBytes: GIB }, limits: { cpuMillis: 200 } })).toEqual([]);
    expect(judgeQuotas([quota({ pods: "9" })], [adds("core", 1, shapeOf(silent))]).silences).toEqual([]);
  });
});

describe("the shape of a pod", () => {
  it("is its containers together, or its largest init container", () => {
    const template = {
      containers: [{ requests: { cpuMillis: 100, memoryBytes: 10 } }, { requests: { cpuMillis: 200, memoryBytes: 20 } }],
      initContainers: [{ requests: { cpuMillis: 1000, memoryBytes: 5 } }],
    };
    expect(shapeOf(template).requests).toEqual({ cpuMillis: 1000, memoryBytes: 30 });
  });

  it("asks for its own limit where it says no request, before any default of the namespace", () => {
    const defaults = { requests: { cpuMillis: 50, memoryBytes: 7 }, limits: { cpuMillis: 60 } };
    expect(shapeOf({ containers: [{ limits: { cpuMillis: 400 } }] }, defaults)).toMatchObject({
      requests: { cpuMillis: 400, memoryBytes: 7 },
      limits: { cpuMillis: 400 },
      unsaid: ["limits.memory"],
      isBestEffort: false,
    });
    expect(shapeOf({ containers: [{}] }, defaults).requests).toEqual({ cpuMillis: 50, memoryBytes: 7 });
    expect(shapeOf({ containers: [{}] }).isBestEffort).toBe(true);
  });

  it("of a template that is damaged says nothing", () => {
    expect(shapeOf({ containers: "x", labels: 3 })).toMatchObject({ requests: { cpuMillis: 0, memoryBytes: 0 }, labels: {} });
  });
});
