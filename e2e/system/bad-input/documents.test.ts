// Plans, policies and cases that are broken: whoever wrote them is told the line, the field and the remedy, and nothing is saved.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePorts } from "@holdfast/testkit/testbed/free-ports";
import { sharedCluster } from "@holdfast/testkit/testbed/shared-cluster";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type People, signedInPeople } from "../harness/accounts";
import { type Installation, startInstallation } from "../harness/installation";
import { runProgram } from "../harness/run-program";

let installation: Installation;
let people: People;
beforeAll(async () => {
  // Not used here, but where the test bed is missing this file is skipped like the others of its project.
  expect(sharedCluster("test").name).toBe("test");
  installation = await startInstallation("documents");
  people = await signedInPeople(installation);
  for (const [name, environment] of [
    ["prod", "production"],
    ["dr", "dr"],
  ] as const)
    await people.admin.api.cluster.register.mutate({ name, environment, region: "cn-hangzhou" });
});
afterAll(() => installation?.stop());

const plan = (step: string, standby = "dr") => `apiVersion: holdfast.dev/v1alpha1
kind: FailoverPlan
metadata: { name: broken }
spec:
  group: broken
  primary: prod
  standby: ${standby}
  rtoSeconds: 60
  activate:
    steps:
      - ${step}
`;
const scale = "{ name: up, use: workload.scale, with: { cluster: dr, namespace: bank, name: core, replicas: many } }";
const policy = (kind: string) => `apiVersion: admissionregistration.k8s.io/v1
kind: ${kind}
metadata: { name: broken }
spec: {}
`;

describe("a plan", () => {
  it.each([
    ["text that is not YAML", "spec: [", /line \d+, column \d+/],
    ["a replica count that is no number", plan(scale), /line 11, column \d+: spec\.activate\.steps\[0\]\.with\.replicas/],
    ["a step that there is not", plan("{ name: up, use: workload.scales, with: {} }"), /steps\[0\]\.use .*workload\.scale/],
    ["a site that is no cluster", plan(scale.replace("many", "3").replace("dr", "mars"), "mars"), /mars/],
  ])("with %s is refused with the place and the field, and is not saved", async (_what, yaml, message) => {
    const refusal = people.operator.api.plan.save.mutate({ yaml, basedOnVersion: 0 });
    await expect(refusal).rejects.toMatchObject({ message: expect.stringMatching(message), data: { fault: { code: "InvalidInput" } } });
    expect(await people.operator.api.plan.list.query()).toEqual([]);
  });
});

describe("a policy", () => {
  it.each([
    ["text that is not YAML", "kind: {", /line \d+, column \d+/],
    ["a kind that is none of a policy's", policy("Deployment"), /line 2, column \d+: .*kind/],
    ["no kind of its own: an empty text", "", /\S/],
  ])("with %s is refused with the place and the field, and is not saved", async (_what, yaml, message) => {
    const refusal = people.operator.api.policy.save.mutate({ name: "broken", yaml, placement: {}, basedOnVersion: 0 });
    await expect(refusal).rejects.toMatchObject({ message: expect.stringMatching(message), data: { fault: { code: "InvalidInput" } } });
    expect(await people.operator.api.policy.list.query()).toEqual([]);
  });
});

describe("a folder of cases", () => {
  it("with a broken one keeps a hub from starting, which names file, place and field", async () => {
    const folder = mkdtempSync(join(tmpdir(), "holdfast-cases-"));
    const cases = join(folder, "cases");
    mkdirSync(cases);
    writeFileSync(
      join(cases, "broken.yaml"),
      "apiVersion: holdfast.dev/v1alpha1\nkind: ScenarioCase\nmetadata: { name: broken }\nspec: {}\n",
    );
    const before = await people.operator.api.case.list.query();
    const [enrolment = 0, link = 0, internal = 0] = await freePorts(3);
    const { code, out, err } = await runProgram({
      file: "apps/hub/dist/main.js",
      env: {
        DATABASE_URL: installation.databaseUrl,
        HOLDFAST_DATA: join(folder, "data"),
        HOLDFAST_CASES_DIR: cases,
        HOLDFAST_ENROLMENT_PORT: String(enrolment),
        HOLDFAST_LINK_PORT: String(link),
        HOLDFAST_INTERNAL_PORT: String(internal),
      },
    });
    rmSync(folder, { recursive: true, force: true });
    expect(code).toBe(1);
    expect(err).toMatch(/^HOLDFAST_CASES_DIR: .*broken\.yaml is not a scenario case:\nline \d+, column \d+: \S+/m);
    expect(out).not.toContain(new URL(installation.databaseUrl).password);
    const names = (all: typeof before) => all.map((each) => each.spec.metadata.name).sort();
    expect(names(await people.operator.api.case.list.query())).toEqual(names(before));
  });
});
