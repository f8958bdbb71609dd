import { describe, expect, it } from "vitest";
import { PlanSpec } from "./plan";

const scale = (cluster: string) => ({
  name: "scale",
  use: "workload.scale",
  with: { cluster, namespace: "bank", name: "core", replicas: 3 },
});
const probe = { name: "errors", use: "probe.promql", with: { cluster: "dr", query: "errors", comparison: "<", threshold: 0.01 } };
const issues = (drill: object | undefined, steps: object[] = [scale("dr")], more: object = {}) => {
  const parsed = PlanSpec.safeParse({
    ...{ apiVersion: "holdfast.dev/v1alpha1", kind: "FailoverPlan", metadata: { name: "bank" } },
    spec: { group: "bank", primary: "prod", standby: "dr", rtoSeconds: 15, ...(drill ? { drill } : {}), activate: { steps }, ...more },
  });
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
};

describe("what a plan says about its drills", () => {
  it("may be nothing, and then nothing is added to the plan: its content hash stays", () => {
    expect(issues(undefined)).toEqual([]);
    const parsed = PlanSpec.parse({
      ...{ apiVersion: "holdfast.dev/v1alpha1", kind: "FailoverPlan", metadata: { name: "bank" } },
      spec: {
        group: "bank",
        primary: "prod",
        standby: "dr",
        rtoSeconds: 15,
        drill: { maxAgeDays: 90 },
        activate: { steps: [scale("dr")] },
      },
    });
    expect(parsed.spec.drill).toEqual({ maxAgeDays: 90 });
  });

  it("names conditions once, and asks nobody but its sites", () => {
    expect(issues({ blocking: [probe], outcome: [{ ...probe, name: "slow", when: "throughout" }] })).toEqual([]);
    expect(issues({ blocking: [probe], outcome: [probe] })).toEqual([
      "spec.drill.outcome.0.name: is the name of another condition: errors",
    ]);
    expect(issues({ blocking: [{ ...probe, with: { ...probe.with, cluster: "mars" } }] })).toEqual([
      "spec.drill.blocking.0.with.cluster: must be a site of this plan: prod or dr",
    ]);
  });

  it("isolated, has no step that acts elsewhere than on the standby, in no form and in no set", () => {
    const isolated = { isolated: true };
    expect(issues(isolated)).toEqual([]);
    expect(issues(isolated, [scale("prod")])).toEqual(["spec.activate.steps.0.with.cluster: must be the standby in an isolated drill: dr"]);
    const set = { name: "both", parallel: [scale("dr"), { ...scale("prod"), name: "other" }] };
    expect(issues(isolated, [set])[0]).toContain("steps.0.parallel.1.with.cluster");
    expect(issues(isolated, [{ ...scale("dr"), ungraceful: { with: scale("prod").with } }])[0]).toContain(
      "steps.0.ungraceful.with.cluster",
    );
  });

  it("isolated, has no step that may reach the live side from the standby, and no way back", () => {
    const fence = { name: "fence", use: "network.fence", with: { cluster: "dr", namespace: "bank" } };
    expect(issues({ isolated: true }, [fence]).join()).toMatch(/must not be in an isolated drill/);
    expect(issues({ isolated: true }, [scale("dr")], { failback: { steps: [scale("dr")] } })).toEqual([
      "spec.failback: has no place in an isolated drill: nothing moves",
    ]);
  });
});
