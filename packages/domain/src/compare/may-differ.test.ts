import { describe, expect, it } from "vitest";
import type { Difference } from "./differences";
import { mayDiffer } from "./may-differ";

const left = { name: "prod-hangzhou", environment: "production", region: "cn-hangzhou" };
const right = { name: "dr-shanghai", environment: "dr", region: "cn-shanghai" };
const context = { left, right, isAutoscaled: false };
const difference = (part: Partial<Difference>): Difference => ({ group: "config", field: "f", left: null, right: null, ...part });
const replicas = (a: number, b: number) => difference({ group: "replicas", left: a, right: b });

describe("a difference may be", () => {
  it("in the replicas that an autoscaler sets", () => {
    expect(mayDiffer(replicas(3, 9), { ...context, isAutoscaled: true })).toBe("autoscaler");
  });

  it("in a standby that runs fewer, but not none and not more", () => {
    expect(mayDiffer(replicas(10, 3), context)).toBe("standby");
    expect(mayDiffer(replicas(3, 10), { ...context, left: right, right: left })).toBe("standby");
    expect(mayDiffer(replicas(10, 0), context)).toBeNull();
    expect(mayDiffer(replicas(3, 10), context)).toBeNull();
  });

  it("in a value that only names its own cluster or region", () => {
    expect(mayDiffer(difference({ left: "db.prod-hangzhou.internal", right: "db.dr-shanghai.internal" }), context)).toBe("ownName");
    expect(mayDiffer(difference({ left: ["cn-hangzhou"], right: ["cn-shanghai"] }), context)).toBe("ownName");
    expect(mayDiffer(difference({ left: "db.prod-hangzhou.internal", right: "db.prod-hangzhou.internal." }), context)).toBeNull();
  });

  it("in nothing else: an object that is missing, a version, a limit", () => {
    expect(mayDiffer(difference({ group: "missing", left: "present" }), { ...context, isAutoscaled: true })).toBeNull();
    expect(mayDiffer(difference({ group: "version", left: "a:1", right: "a:2" }), context)).toBeNull();
    expect(mayDiffer(difference({ left: null, right: "cn-shanghai" }), context)).toBeNull();
  });
});
