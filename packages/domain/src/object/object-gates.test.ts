import { describe, expect, it } from "vitest";
import { type ActFacts, canAct, isConfirmed, needsName } from "./object-gates";
import { verbsOfKind } from "./verbs-of-kind";

const facts: ActFacts = {
  verb: "scale",
  resource: "deployments.apps",
  kind: "Deployment",
  name: "web",
  isCordoned: false,
  clusterName: "prod",
  environment: "production",
  linkState: "connected",
  changedBy: null,
};
const refusalOf = (part: Partial<ActFacts>) => {
  const gate = canAct({ ...facts, ...part });
  return gate.isMet ? null : gate.reason;
};

describe("ordering something for an object", () => {
  it("is offered for what its kind has, and for nothing else", () => {
    expect(verbsOfKind("deployments.apps")).toEqual(["scale", "restart", "edit", "delete"]);
    expect(verbsOfKind("daemonsets.apps")).toEqual(["restart", "edit", "delete"]);
    expect(verbsOfKind("pods")).toEqual(["delete"]);
    expect(verbsOfKind("nodes")).toEqual(["cordon", "uncordon", "drain", "edit"]);
    for (const resource of ["namespaces", "persistentvolumeclaims", "certificates.cert-manager.io"])
      expect(verbsOfKind(resource)).toEqual(["edit"]);
    for (const resource of ["events", "validatingadmissionpolicies.admissionregistration.k8s.io"])
      expect(verbsOfKind(resource)).toEqual([]);
  });

  it("is refused for another kind, for what is so already, and while the agent is away", () => {
    expect(refusalOf({})).toBeNull();
    expect(refusalOf({ verb: "cordon" })).toBe("GateRefused");
    expect(refusalOf({ verb: "cordon", resource: "nodes" })).toBeNull();
    expect(refusalOf({ verb: "cordon", resource: "nodes", isCordoned: true })).toBe("GateRefused");
    expect(refusalOf({ verb: "uncordon", resource: "nodes" })).toBe("GateRefused");
    for (const linkState of ["unreachable", "unknown", "revoked", "awaitingAgent"] as const)
      expect(refusalOf({ linkState })).toBe("AgentUnreachable");
  });

  it("is refused while a failover changes the object", () => {
    for (const verb of ["scale", "restart", "edit", "delete"] as const)
      expect(refusalOf({ verb, changedBy: "bank-core" })).toBe("WrongPhase");
  });

  it("asks for the name in production, and everywhere for a deletion and a drain", () => {
    expect(needsName({ verb: "scale", environment: "test" })).toBe(false);
    for (const verb of ["delete", "drain"] as const) expect(needsName({ verb, environment: "test" })).toBe(true);
    expect(isConfirmed({ ...facts, environment: "dr" }, null).isMet).toBe(true);
    expect([null, "", "Web", "web"].map((typed) => isConfirmed(facts, typed).isMet)).toEqual([false, false, false, true]);
  });
});
