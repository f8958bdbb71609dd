import { PlanSpec } from "@holdfast/contracts/plan";
import { describe, expect, it } from "vitest";
import { contentHash } from "../plan/content-hash";
import { coveredSteps } from "./covered-steps";
import { isSeen } from "./is-seen";

const scale = (name: string, more: object = {}, cluster = "dr") => ({
  ...{ name, use: "workload.scale", with: { cluster, namespace: "bank", name: "core", replicas: 3 } },
  ...more,
});
const promote = {
  name: "promote",
  use: "postgres.promote",
  with: { cluster: "dr", namespace: "bank", name: "pg", source: { cluster: "prod", namespace: "bank", name: "pg" } },
};
const planOf = (steps: readonly object[], deadHub?: object) => ({
  ...{ apiVersion: "holdfast.dev/v1alpha1", kind: "FailoverPlan", metadata: { name: "core" } },
  spec: { group: "core", primary: "prod", standby: "dr", rtoSeconds: 60, ...(deadHub ? { deadHub } : {}), activate: { steps } },
});
const cover = (steps: readonly object[], mode: "graceful" | "ungraceful" = "graceful") => {
  const found = coveredSteps(PlanSpec.parse(planOf(steps, { after: "first" })), mode);
  return found && { before: found.before, steps: found.steps.map(({ index }) => index), stopsBefore: found.stopsBefore };
};

describe("what an agent may finish", () => {
  it("is nothing where the plan does not say so, and such a plan keeps the hash that it had", () => {
    const plan = PlanSpec.parse(planOf([scale("first"), scale("second")]));
    expect(coveredSteps(plan, "graceful")).toBeNull();
    expect("deadHub" in plan.spec).toBe(false);
    expect(contentHash(plan)).not.toBe(contentHash(PlanSpec.parse(planOf([scale("first"), scale("second")], { after: "first" }))));
  });

  it("is what follows the named step, up to what needs the other cluster, another step's kind, a set, or another answer to a failure", () => {
    expect(cover([scale("first"), scale("second"), scale("third")])).toEqual({ before: [0], steps: [1, 2], stopsBefore: null });
    expect(cover([scale("first"), scale("second"), scale("far", {}, "prod"), scale("last")])).toMatchObject({
      steps: [1],
      stopsBefore: "far",
    });
    expect(cover([scale("first"), promote, scale("last")])).toMatchObject({ steps: [], stopsBefore: "promote" });
    expect(cover([scale("first"), scale("second", { onFailure: "skip" })])).toMatchObject({ steps: [], stopsBefore: "second" });
    const set = { name: "both", parallel: [scale("a"), scale("b")] };
    expect(cover([scale("first"), scale("second"), set])).toMatchObject({ steps: [1], stopsBefore: "both" });
  });

  it("waits for a whole set where that is named, and passes over what this mode leaves out", () => {
    const first = { name: "first", parallel: [scale("a"), scale("b")] };
    expect(cover([first, scale("second")])).toEqual({ before: [0, 1], steps: [2], stopsBefore: null });
    const left = scale("far", { ungraceful: "skip" }, "prod");
    expect(cover([scale("first"), left, scale("last")], "ungraceful")).toMatchObject({ steps: [2], stopsBefore: null });
    expect(cover([scale("first"), left, scale("last")])).toMatchObject({ steps: [], stopsBefore: "far" });
  });

  it.each([
    ["spec.deadHub.after", { after: "nobody" }, "must be the name of a step"],
    ["spec.deadHub.after", { after: "second" }, "must not be the last step"],
    ["spec.deadHub.expiresAfterSeconds", { after: "first", silentSeconds: 60, expiresAfterSeconds: 60 }, "must be more than silentSeconds"],
  ])("is refused with a word about %s where it means nothing", (path, deadHub, message) => {
    const issues = PlanSpec.safeParse(planOf([scale("first"), scale("second")], deadHub)).error?.issues ?? [];
    expect(issues).toEqual([expect.objectContaining({ path: path.split("."), message: expect.stringContaining(message) })]);
  });
});

describe("what is expected of an answer", () => {
  const answer = { exists: true, found: { "a/b": 2, list: [{ ok: true }, { ok: false }], none: [] } };
  it.each([
    [true, { at: "/exists", is: true }],
    [false, { at: "/exists", is: 1 }],
    [true, { at: "/found/a~1b", from: 1, to: 2 }],
    [false, { at: "/found/a~1b", from: 3, to: 9 }],
    [false, { at: "/found/missing", is: null }],
    [true, { at: "/found/list/0/ok", is: true }],
    [false, { at: "/found/list", each: { ok: true } }],
    [true, { at: "/found/none", each: { ok: true } }],
    [false, { at: "/found/missing", each: {} }],
    [false, { at: "/constructor/name", is: "Object" }],
  ])("is met: %s", (isMet, expected) => {
    expect(isSeen(answer, [expected])).toBe(isMet);
    expect(isSeen(answer, [{ at: "/exists", is: true }, expected])).toBe(isMet);
  });
});
