import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Health, HealthAssessment } from "@holdfast/contracts/health";
import { observedResources } from "@holdfast/contracts/resources";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { assess, healthRules } from "./assess";

const fixtures = join(import.meta.dirname, "fixtures");
const resources = readdirSync(fixtures);

/** `Degraded.CrashLoopBackOff.note.yaml`: the health, then the status (`-` stands for what a file name cannot hold), then a note. */
const expected = (file: string) => file.split(".").slice(0, 2) as [string, string];
const spelled = (status: string) => status.replace(/[:/]/g, "-");

describe.each(resources)("the health of %s", (resource) => {
  it.each(readdirSync(join(fixtures, resource)))("is as the file says: %s", (file) => {
    const [health, status] = expected(file);
    const assessment = assess(resource, parse(readFileSync(join(fixtures, resource, file), "utf8")));
    expect({ health: assessment.health, status: spelled(assessment.status) }).toEqual({ health, status });
    expect(HealthAssessment.parse(assessment)).toEqual(assessment);
  });
});

describe("the rules", () => {
  it("cover every resource that agents observe, each with at least one case", () => {
    expect(Object.keys(healthRules).sort()).toEqual(observedResources.map((each) => each.key).sort());
    expect(observedResources.map((each) => each.key).filter((key) => !resources.includes(key))).toEqual([]);
  });

  it("say why whenever something is Degraded", () => {
    const silent = resources.flatMap((resource) =>
      readdirSync(join(fixtures, resource))
        .filter((file) => file.startsWith("Degraded") && readFileSync(join(fixtures, resource, file), "utf8").includes("message"))
        .filter((file) => !assess(resource, parse(readFileSync(join(fixtures, resource, file), "utf8"))).reason),
    );
    expect(silent).toEqual([]);
  });

  it("answer for any JSON at all, within the contract, and never throw", () => {
    const json = fc.dictionary(fc.constantFrom("spec", "status", "metadata", "type"), fc.jsonValue({ maxDepth: 4 }));
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(healthRules), "anything.example.com"), json, (resource, object) => {
        expect(Health.options).toContain(HealthAssessment.parse(assess(resource, object as never)).health);
      }),
      { numRuns: 2000 },
    );
  });
});
