import { describe, expect, it } from "vitest";
import { reachMark } from "./reach-mark";

const of = (placed: number, enforced: number, atLatest: number, troubled = 0) =>
  reachMark({ environment: "production", placed, enforced, atLatest, troubled }).tone;

describe("how far a policy has come in an environment", () => {
  it("is good only when every chosen cluster has the latest version", () => {
    expect(of(2, 2, 2)).toBe("good");
    expect(of(2, 2, 1)).toBe("busy");
    expect(of(2, 1, 1)).toBe("busy");
    expect(of(2, 0, 0)).toBe("idle");
  });

  it("asks for a look when a cluster drifted, or has what it should not have any more", () => {
    expect(of(2, 2, 2, 1)).toBe("caution");
    expect(of(0, 1, 1)).toBe("caution");
  });
});
