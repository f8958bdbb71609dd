import { describe, expect, it } from "vitest";
import { type BulkFacts, bulkConfirmation, canActInBulk, canStopBulk, canUndoBulk, isBulkConfirmed, undoOf } from "./bulk-gates";

const web: BulkFacts = {
  verb: "scale",
  resource: "deployments.apps",
  kind: "Deployment",
  name: "web",
  isCordoned: false,
  clusterName: "prod",
  environment: "test",
  linkState: "connected",
  changedBy: null,
  desired: 3,
  replicas: 5,
};
const codeOf = (facts: Partial<BulkFacts>) => {
  const gate = canActInBulk({ ...web, ...facts });
  return gate.isMet ? null : gate.phrase?.code;
};

describe("an order for many objects", () => {
  it("leaves out what is so already, what its kind does not have and what cannot be reached", () => {
    expect(codeOf({})).toBeNull();
    expect(codeOf({ replicas: 3 })).toBe("ScaledAlready");
    expect(codeOf({ desired: null })).toBe("ReplicasUnknown");
    expect(codeOf({ resource: "pods", kind: "Pod" })).toBe("VerbNotOfKind");
    expect(codeOf({ linkState: "unreachable" })).toBe("NotOrderable");
    expect(codeOf({ verb: "cordon", resource: "nodes", isCordoned: true, replicas: null })).toBe("CordonedAlready");
  });

  it("needs their number typed out for a deletion, and wherever production is touched", () => {
    expect(bulkConfirmation("delete", ["test"], 12)).toBe("12");
    expect(bulkConfirmation("restart", ["test", "production"], 12)).toBe("12");
    expect(bulkConfirmation("restart", ["test", "dr"], 12)).toBeNull();
    expect([null, "", "11", "12"].map((typed) => isBulkConfirmed("12", typed).isMet)).toEqual([false, false, false, true]);
    expect(isBulkConfirmed(null, null).isMet).toBe(true);
  });

  it("is stopped once, while it is under way, and taken back once, when it has ended and did something", () => {
    expect(canStopBulk({ isFinished: false, isStopped: false }).isMet).toBe(true);
    expect(canStopBulk({ isFinished: false, isStopped: true }).isMet).toBe(false);
    expect(canStopBulk({ isFinished: true, isStopped: false }).isMet).toBe(false);
    const ended = { isFinished: true, isUndone: false, succeeded: 2 };
    expect(canUndoBulk(ended).isMet).toBe(true);
    for (const part of [{ isFinished: false }, { isUndone: true }, { succeeded: 0 }])
      expect(canUndoBulk({ ...ended, ...part }).isMet).toBe(false);
    expect([undoOf("scale"), undoOf("cordon"), undoOf("restart"), undoOf("delete")]).toEqual(["scale", "uncordon", null, null]);
  });
});
