import { describe, expect, it } from "vitest";
import { objectFacts } from "./object-facts";

describe("the facts of an object", () => {
  it("of a pod give its containers as they run", () => {
    const { containers, single, structured } = objectFacts({
      phase: "Running",
      hostNetwork: true,
      requests: { cpuMillis: 200 },
      containers: [
        {
          name: "app",
          image: "app:1",
          state: "waiting",
          reason: "CrashLoopBackOff",
          restarts: 7,
          lastEnd: { reason: "OOMKilled", exitCode: 137, at: "2026-11-21T03:00:00Z" },
          requests: { cpuMillis: 250, memoryBytes: 1024 },
        },
      ],
      initContainers: [{ name: "init", isReady: true }],
    });
    expect(containers.map(({ name, isInit }) => [name, isInit])).toEqual([
      ["init", true],
      ["app", false],
    ]);
    expect(containers[1]).toMatchObject({
      reason: "CrashLoopBackOff",
      isReady: false,
      restarts: 7,
      lastEnd: { reason: "OOMKilled", exitCode: 137, at: new Date("2026-11-21T03:00:00Z") },
      requests: { cores: 0.25, memoryBytes: 1024 },
      limits: { cores: null, memoryBytes: null },
    });
    expect(single).toEqual([
      ["phase", "Running"],
      ["hostNetwork", true],
    ]);
    expect(structured).toEqual({ requests: { cpuMillis: 200 } });
  });

  it("of a workload give its template's containers, of which nothing runs and nothing restarts", () => {
    const { containers, structured } = objectFacts({ template: { containers: [{ name: "web", image: "web:2" }], serviceAccount: "web" } });
    expect(containers).toMatchObject([{ name: "web", isReady: null, restarts: null }]);
    expect(structured).toEqual({ template: { serviceAccount: "web" } });
  });

  it("hold conditions with what the API left out as unknown", () => {
    expect(objectFacts({ conditions: [{ type: "Ready", status: "False", reason: "X" }, { type: "Odd" }] }).conditions).toEqual([
      { type: "Ready", status: "False", reason: "X", message: null },
      { type: "Odd", status: "Unknown", reason: null, message: null },
    ]);
  });

  it("of another shape break nothing", () => {
    const facts = objectFacts({ conditions: "no", containers: [null, 3, "x"], annotations: ["a"], template: 7, lastEnd: null });
    expect(facts).toMatchObject({ conditions: [], containers: [], annotations: {}, single: [["template", 7]] });
  });
});
