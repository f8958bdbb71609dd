import { describe, expect, it } from "vitest";
import { projections } from "./by-resource";

const factsOf = (resource: string, object: object) => projections[resource]?.(object).facts;

describe("what is kept of the bounds of a namespace", () => {
  it("is of a quota what it leaves, and to which pods", () => {
    const scopeSelector = { matchExpressions: [{ scopeName: "PriorityClass", operator: "In", values: ["high"] }] };
    const status = { hard: { pods: "9" }, used: { pods: "3" } };
    expect(factsOf("resourcequotas", { spec: { scopes: ["NotTerminating"], scopeSelector }, status })).toEqual({
      ...status,
      scopes: ["NotTerminating"],
      scopeSelector: [{ scope: "PriorityClass", operator: "In", values: ["high"] }],
    });
  });

  it("is of a LimitRange what it fills in for containers, and nothing of other kinds of limits", () => {
    const limits = [
      { type: "Pod", max: { cpu: "4" }, default: { cpu: "9" } },
      { type: "Container", default: { cpu: "1" }, defaultRequest: { cpu: "250m", memory: "1Gi" } },
    ];
    expect(factsOf("limitranges", { spec: { limits } })).toEqual({
      requests: { cpuMillis: 250, memoryBytes: 2 ** 30 },
      limits: { cpuMillis: 1000 },
    });
    expect(factsOf("limitranges", {})).toEqual({});
  });
});
