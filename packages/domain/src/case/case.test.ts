import { readFileSync } from "node:fs";
import type { CaseTarget } from "@holdfast/contracts/scenario-case";
import { describe, expect, it } from "vitest";
import { holds } from "./holds";
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
