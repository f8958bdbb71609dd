import { readFileSync } from "node:fs";
import { CaseStep, type CaseTarget } from "@holdfast/contracts/scenario-case";
import { describe, expect, it } from "vitest";
import { holds } from "./holds";
import { judgeStep } from "./judge-step";
import { judgeTarget } from "./judge-target";
import { parseCase } from "./parse-case";

const bankCore = readFileSync(new URL("../../cases/bank-core.yaml", import.meta.url), "utf8");

describe("the bank-core case", () => {
  it("is a file that is read whole", () => {
    const read = parseCase(bankCore);
    if (!read.isValid) throw new Error(JSON.stringify(read.problems));
    expect(read.value.spec.targets.map((target) => target.name)).toContain("p99-latency");
    expect(read.value.spec.claim).toMatch(/verified/);
  });

  it("that is broken says where and what to do", () => {
    const read = parseCase(bankCore.replace('comparison: "<"', 'comparison: "under"').replace("measure: ready", "measure: best"));
    expect(read.isValid ? [] : read.problems.map((problem) => problem.path)).toEqual([
      "spec.targets[0].comparison",
      "spec.targets[3].evidence.measure",
    ]);
  });
});

describe("a verdict", () => {
  const target: CaseTarget = {
    name: "p99",
    title: "P99",
    comparison: "<",
    value: 100,
    unit: "ms",
    evidence: { kind: "promql", query: "x", counts: "highest" },
  };
  const evidence = (...values: (number | null)[]) =>
    values.map((value, i) => ({ clusterId: String(i), clusterName: `c${i}`, value, source: "x", message: null }));

  it("is never green without a measured value", () => {
    expect(judgeTarget(target, []).verdict).toBe("noEvidence");
    expect(judgeTarget(target, evidence(null, null)).verdict).toBe("noEvidence");
    expect(judgeTarget(target, evidence(Number.NaN)).verdict).toBe("failing");
  });

  it("is decided by the highest or the lowest cluster, as the target says", () => {
    expect(judgeTarget(target, evidence(40, 180, null))).toMatchObject({ verdict: "failing", measured: 180 });
    expect(judgeTarget({ ...target, evidence: { kind: "promql", query: "x", counts: "lowest" } }, evidence(40, 180))).toMatchObject({
      verdict: "verified",
      measured: 40,
    });
  });

  it.each([
    ["<", [true, false, false]],
    ["<=", [true, true, false]],
    [">", [false, false, true]],
    [">=", [false, true, true]],
    ["==", [false, true, false]],
    ["!=", [true, false, true]],
  ] as const)("compares by %s", (comparison, expected) => {
    expect([1, 2, 3].map((value) => holds(value, comparison, 2))).toEqual(expected);
  });
});

describe("a step of a case", () => {
  const step = CaseStep.parse({
    name: "platform",
    title: "Platform",
    finds: [
      { title: "Control plane", resource: "nodes", least: 3 },
      { title: "Runtime", resource: "runtimeclasses.node.k8s.io", name: "wasmedge" },
    ],
  });
  const evidence = (...values: (number | null)[]) =>
    values.map((value, i) => ({ clusterId: String(i), clusterName: `c${i}`, value, source: "x", message: null }));

  it.each([
    ["found where every cluster that was looked at has enough", [3, 4], [1, null], "found", ["found", "found"]],
    ["missing when one cluster has too few", [3, 2], [1, 1], "missing", ["missing", "found"]],
    ["open when nobody could look", [3, 3], [null, null], "noEvidence", ["found", "noEvidence"]],
    ["missing before it is open", [0, 3], [null, null], "missing", ["missing", "noEvidence"]],
  ])("is %s", (_, nodes, runtimes, state, finds) => {
    const result = judgeStep(step, [evidence(...nodes), evidence(...runtimes)]);
    expect(result.state).toBe(state);
    expect(result.finds.map((find) => find.state)).toEqual(finds);
  });

  it("is never found without evidence", () => {
    expect(judgeStep(step, []).state).toBe("noEvidence");
  });
});
