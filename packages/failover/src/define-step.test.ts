import { StepName } from "@holdfast/contracts/plan-step";
import { ProbeHttp } from "@holdfast/contracts/steps/probe-http";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { stepEffects } from "@holdfast/domain/plan/step-catalogue";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { catalogue } from "./catalogue";
import { defineStep, done, preflightOf } from "./define-step";

const parts = {
  name: "probe.http",
  schema: ProbeHttp,
  before: z.null(),
  describe: (p: ProbeHttp) => describeStep({ use: "probe.http", with: p }),
  preflight: async () => preflightOf<null>([], null),
  run: { observes: true },
  verify: async () => done({ message: "" }),
} as const;

describe("a step", () => {
  it("does not compile without a word about its undo", () => {
    // @ts-expect-error The undo is missing.
    const step = defineStep<"probe.http", null>(parts);
    expect(step).not.toHaveProperty("undo");
    expect(defineStep<"probe.http", null>({ ...parts, undo: { irreversible: "new timeline" } })).toHaveProperty("undo");
  });

  it("of the catalogue changes something exactly when the domain says so, and says how it is undone exactly then", () => {
    for (const name of StepName.options) {
      const { run, undo } = catalogue[name];
      const changes = stepEffects[name] === "changes";
      expect({ name, runs: typeof run === "function" }).toEqual({ name, runs: changes });
      expect({ name, isDeclared: typeof undo === "function" || "irreversible" in undo }).toEqual({ name, isDeclared: changes });
    }
  });
});

describe("a preflight", () => {
  it("is closed by its first blocking finding, and records nothing then", () => {
    const warning = { code: "A", severity: "warning", object: "", message: "a" } as const;
    const blocking = { code: "B", severity: "blocking", object: "", message: "b" } as const;
    expect(preflightOf([warning], { replicas: 3 })).toMatchObject({ gate: { isMet: true }, before: { replicas: 3 } });
    expect(preflightOf([warning, blocking], { replicas: 3 })).toMatchObject({
      gate: { isMet: false, reason: "B", message: "b" },
      before: null,
    });
  });
});
