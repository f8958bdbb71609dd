import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const read = (path) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
const schema = JSON.parse(read("docs/reference/failover-plan.v1alpha1.schema.json"));
// Zod writes formats beside a pattern that says the same.
const isValid = new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
const demo = () => parse(read("tooling/start/demo/bank-core-plan.yaml"));

/** The demo's plan with each step by itself, none of them done at once with others. */
const plain = () => {
  const plan = demo();
  for (const workflow of [plan.spec.activate, plan.spec.failback])
    workflow.steps = workflow.steps.flatMap((entry) => entry.parallel ?? [entry]);
  return plan;
};
/** The parameters of the first step that scales something. */
const scaling = ({ steps }) => steps.find(({ use }) => use === "workload.scale").with;

describe("the published schema of a failover plan", () => {
  it("takes the demo's plan, both its workflows", () => {
    expect(demo().spec.failback.steps.length).toBeGreaterThan(1);
    expect(isValid(demo()), JSON.stringify(isValid.errors?.slice(0, 3))).toBe(true);
  });

  it("takes steps that are done at once, and no set in a set", () => {
    const plan = plain();
    const [first, second, ...rest] = plan.spec.activate.steps;
    plan.spec.activate.steps = [{ name: "together", parallel: [first, second] }, ...rest];
    expect(isValid(plan), JSON.stringify(isValid.errors?.slice(0, 3))).toBe(true);
    plan.spec.activate.steps[0].parallel[1] = { name: "inner", parallel: [first, second] };
    expect(isValid(plan)).toBe(false);
  });

  it.each([
    ["the same step otherwise", (step) => ({ with: step.with })],
    ["another step", () => ({ use: "wait", with: { seconds: 5 } })],
    ["no step", () => "skip"],
  ])("takes %s for a lost primary", (_what, instead) => {
    const plan = plain();
    const [step] = plan.spec.activate.steps;
    step.ungraceful = instead(step);
    expect(isValid(plan), JSON.stringify(isValid.errors?.slice(0, 3))).toBe(true);
  });

  it.each([
    ["an unknown step", (plan) => Object.assign(plan.spec.activate.steps[0], { use: "workload.explode" })],
    ["a parameter of another step", (plan) => Object.assign(plan.spec.activate.steps[0].with, { weights: [] })],
    ["a missing parameter", (plan) => delete scaling(plan.spec.activate).replicas],
    ["a wrong parameter in the failback", (plan) => Object.assign(scaling(plan.spec.failback), { replicas: "ten" })],
    ["an unknown field", (plan) => Object.assign(plan.spec, { fallback: {} })],
    [
      "another step's parameters for a lost primary",
      (plan) => Object.assign(plan.spec.activate.steps[0], { ungraceful: { with: { weights: [] } } }),
    ],
    ["no steps", (plan) => Object.assign(plan.spec.activate, { steps: [] })],
  ])("refuses %s, as saving does", (_what, spoil) => {
    const plan = plain();
    expect(isValid(plan)).toBe(true);
    spoil(plan);
    expect(isValid(plan)).toBe(false);
  });

  it("is the one that the console serves", () => {
    expect(JSON.parse(read("apps/console/public/schemas/failover-plan.v1alpha1.schema.json"))).toEqual(schema);
  });
});
