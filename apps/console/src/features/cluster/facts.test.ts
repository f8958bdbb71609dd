import { describe, expect, it } from "vitest";
import { nodeFacts } from "./node-facts";
import { warningFacts } from "./warning-facts";

describe("the facts of a node", () => {
  it("are read as the agent writes them", () => {
    expect(
      nodeFacts({
        roles: ["control-plane"],
        kubeletVersion: "v1.36.3",
        zone: "cn-shanghai-e",
        isCordoned: true,
        allocatable: { pods: 110, cpuMillis: 7500, memoryBytes: 34359738368 },
      }),
    ).toEqual({
      roles: ["control-plane"],
      version: "v1.36.3",
      zone: "cn-shanghai-e",
      instanceType: null,
      isCordoned: true,
      cores: 7.5,
      memoryBytes: 34359738368,
      pods: 110,
    });
  });

  it("are left out where a cluster wrote nonsense", () => {
    const nothing = {
      roles: [],
      version: null,
      zone: null,
      instanceType: null,
      isCordoned: false,
      cores: null,
      memoryBytes: null,
      pods: null,
    };
    expect(nodeFacts({})).toEqual(nothing);
    expect(nodeFacts({ roles: "x", zone: 5, isCordoned: "yes", allocatable: [1], kubeletVersion: {} })).toEqual(nothing);
    expect(nodeFacts({ roles: ["a", 1, null] }).roles).toEqual(["a"]);
  });
});

describe("the facts of a warning", () => {
  it("are read as the agent writes them", () => {
    expect(
      warningFacts({
        reason: "BackOff",
        message: "restarting",
        count: 8,
        lastSeenAt: "2026-03-01T12:00:00Z",
        regarding: { kind: "Pod", name: "web-1", uid: "u" },
      }),
    ).toEqual({
      reason: "BackOff",
      message: "restarting",
      count: 8,
      lastSeenAt: new Date("2026-03-01T12:00:00Z"),
      regarding: { kind: "Pod", name: "web-1" },
    });
  });

  it("are left out where a cluster wrote nonsense", () => {
    const nothing = { reason: null, message: null, count: null, lastSeenAt: null, regarding: null };
    expect(warningFacts({})).toEqual(nothing);
    expect(warningFacts({ reason: 1, message: [], count: "8", lastSeenAt: "soon", regarding: { kind: "Pod" } })).toEqual(nothing);
  });
});
