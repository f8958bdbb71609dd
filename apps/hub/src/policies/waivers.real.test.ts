import type { PolicyObject } from "@holdfast/contracts/policy-object";
import { type WaiverScope, waiverAdjustment } from "@holdfast/domain/policy/waiver-adjustment";
import type {} from "@holdfast/testkit/testbed/real-setup";
import { sharedCluster } from "@holdfast/testkit/testbed/shared-cluster";
import { afterAll, beforeAll, expect, it, vi } from "vitest";

const GROUP = "/apis/admissionregistration.k8s.io/v1";
const ROLES = "/apis/rbac.authorization.k8s.io/v1/clusterroles?dryRun=All";
const run = Math.random().toString(36).slice(2, 8);
const cluster = sharedCluster("test");

const scopes = {
  namespace: { namespace: "bank", workload: null, objectName: null },
  workload: { namespace: "bank", workload: { kind: "CronJob", name: "nightly" }, objectName: null },
  object: { namespace: null, workload: null, objectName: `excused-${run}` },
} satisfies Record<string, WaiverScope>;
const waived = Object.entries(scopes);

const policyOf = (name: string, scope: WaiverScope): PolicyObject =>
  waiverAdjustment([scope])({
    ...{ apiVersion: "admissionregistration.k8s.io/v1", kind: "ValidatingAdmissionPolicy", metadata: { name: `waived-${name}-${run}` } },
    spec: {
      failurePolicy: "Fail",
      matchConstraints: {
        resourceRules: [{ apiGroups: ["*"], apiVersions: ["*"], operations: ["CREATE"], resources: ["clusterroles"] }],
        objectSelector: { matchLabels: { waived: `${name}-${run}` } },
      },
      validations: [{ expression: "'good' in object.metadata.labels", message: "not good" }],
    },
  });

const write = async (policy: string, name: string, labels: object = {}) =>
  (
    await cluster.request<{ message?: string }>("POST", ROLES, {
      ...{ apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", rules: [] },
      metadata: { name, labels: { waived: `${policy}-${run}`, ...labels } },
    })
  ).body.message ?? "";

beforeAll(async () => {
  for (const [name, scope] of waived) {
    const policy = policyOf(name, scope);
    const spec = { policyName: policy.metadata.name, validationActions: ["Deny"] };
    const made = await cluster.request("POST", `${GROUP}/validatingadmissionpolicies`, policy);
    const bound = await cluster.request("POST", `${GROUP}/validatingadmissionpolicybindings`, {
      ...{ apiVersion: policy.apiVersion, kind: "ValidatingAdmissionPolicyBinding", metadata: policy.metadata, spec },
    });
    expect([made.status, bound.status, made.body]).toMatchObject([201, 201, { kind: "ValidatingAdmissionPolicy" }]);
  }
});
afterAll(async () => {
  for (const [name] of waived)
    for (const kind of ["validatingadmissionpolicybindings", "validatingadmissionpolicies"])
      await cluster.request("DELETE", `${GROUP}/${kind}/waived-${name}-${run}`);
});

it.each(waived)("a real API server judges what is in no namespace by the rule alone beside a waiver of a %s", async (name) => {
  // A policy is in force some moments after it was bound.
  await vi.waitFor(async () => expect(await write(name, "bad")).toContain("not good"), { timeout: 30_000, interval: 200 });
  expect(await write(name, "good", { good: "" })).toBe("");
});

it("and lets the one object through that is excused", async () => {
  await vi.waitFor(async () => expect(await write("object", "bad")).toContain("not good"), { timeout: 30_000, interval: 200 });
  expect(await write("object", `excused-${run}`)).toBe("");
});
