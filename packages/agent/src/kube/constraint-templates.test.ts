import type { PolicyObject } from "@holdfast/contracts/policy-object";
import { describe, expect, it } from "vitest";
import { awaitTemplate, type GatekeeperObject, takenUp } from "./constraint-templates";
import type { ServedResource } from "./discovery";
import type { KubePort } from "./kube-port";

const template: PolicyObject = {
  ...{ apiVersion: "templates.gatekeeper.sh/v1", kind: "ConstraintTemplate", metadata: { name: "doors" } },
  spec: { crd: { spec: { names: { kind: "Doors" } } } },
};
const at = (generation: number, ...byPod: NonNullable<NonNullable<GatekeeperObject["status"]>["byPod"]>): GatekeeperObject => ({
  metadata: { name: "doors", generation },
  status: { byPod },
});

/** A cluster that has the template in the states given, one for each look, and serves these kinds. */
function cluster(states: readonly GatekeeperObject[], served: readonly string[]): KubePort {
  let look = 0;
  const port: Partial<KubePort> = {
    find: async (group, plural) =>
      served.includes(plural) ? ({ group, plural, version: "v1", kind: plural, isNamespaced: false } satisfies ServedResource) : undefined,
    read: async () => states[Math.min(look++, states.length - 1)] as never,
  };
  // Nothing else of it is used.
  return port as KubePort;
}
const patience = { withinMs: 200, everyMs: 1 };
const both = ["constrainttemplates", "doors"];

describe("whether Gatekeeper has taken a template up", () => {
  it("is known when each of its pods says so of this very generation", () => {
    expect(takenUp(at(2, { observedGeneration: 2 }, { observedGeneration: 1 })).isObserved).toBe(false);
    expect(takenUp(at(2, { observedGeneration: 2 }, { observedGeneration: 2 })).isObserved).toBe(true);
    expect(takenUp(at(1)).isObserved).toBe(false);
  });

  it("is an error once, whichever pods say it, and none of an earlier generation", () => {
    const errors = [{ code: "rego_parse_error", message: "unexpected eof" }];
    expect(takenUp(at(1, { observedGeneration: 1, errors }, { observedGeneration: 1, errors })).problems).toEqual([
      "rego_parse_error: unexpected eof",
    ]);
    expect(takenUp(at(2, { observedGeneration: 1, errors })).problems).toEqual([]);
  });
});

describe("waiting for a template", () => {
  it("ends when it is taken up and its kind is served", async () => {
    const states = [at(1), at(1, { observedGeneration: 1 })];
    expect(await awaitTemplate(cluster(states, both), template, patience)).toEqual({ state: "served" });
  });

  it("ends at once with what is wrong", async () => {
    const errors = [{ message: "no" }];
    expect(await awaitTemplate(cluster([at(1, { observedGeneration: 1, errors })], both), template, patience)).toEqual({
      state: "faulty",
      problems: ["no"],
    });
  });

  it("does not last longer than it may where nobody takes it up, and where its kind never comes", async () => {
    expect(await awaitTemplate(cluster([at(1)], both), template, patience)).toEqual({ state: "late" });
    expect(await awaitTemplate(cluster([at(1, { observedGeneration: 1 })], ["constrainttemplates"]), template, patience)).toEqual({
      state: "late",
    });
  });
});
