import type {} from "@holdfast/testkit/testbed/real-setup";
import { sharedCluster, suiteNamespace } from "@holdfast/testkit/testbed/shared-cluster";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { refusedPolicies, type Sample, type WholePolicy, wholePolicies } from "../../test/admission/whole-policies";
import { judgeRequest } from "./judge-request";
import type { PolicySpec } from "./policy-spec";
import { isPrepared, preparePolicy } from "./prepare-policy";

const GROUP = "/apis/admissionregistration.k8s.io/v1";
const run = Math.random().toString(36).slice(2, 8);
const labels = { purpose: "policies", run };
const cluster = sharedCluster("test");
const namespace = suiteNamespace("test", labels);
const named = (name: string) => `${name}-${run}`;

const policyObject = (name: string, spec: PolicySpec) => ({
  ...{ apiVersion: "admissionregistration.k8s.io/v1", kind: "ValidatingAdmissionPolicy", metadata: { name: named(name) } },
  spec: {
    failurePolicy: "Fail",
    matchConstraints: {
      resourceRules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["configmaps"] }],
      objectSelector: { matchLabels: { policy: named(name) } },
    },
    ...spec,
  },
});

const bindingObject = ({ name, binding, params }: WholePolicy) => ({
  ...{ apiVersion: "admissionregistration.k8s.io/v1", kind: "ValidatingAdmissionPolicyBinding", metadata: { name: named(name) } },
  spec: {
    ...{ policyName: named(name), validationActions: ["Deny"], matchResources: { namespaceSelector: { matchLabels: { run } } } },
    ...(params ? { paramRef: { name: `params-${named(name)}`, namespace, parameterNotFoundAction: "Deny" } } : {}),
    ...binding,
  },
});

const configMap = (name: string, data: Sample["data"], extra: Sample["labels"] = {}) => ({
  ...{ apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace, labels: extra } },
  // The server drops a map that is empty before a policy sees it.
  ...(Object.keys(data).length > 0 ? { data } : {}),
});

/** What can be told apart in an answer: the status, the words, the reason, and the warnings. */
interface Answer {
  readonly code: number;
  readonly message: string | null;
  readonly reason: string | null;
  readonly warnings: readonly string[];
}

const warningsIn = (header: string | string[] | undefined): string[] =>
  [header ?? []]
    .flat()
    .flatMap((text) => [...text.matchAll(/299 - "((?:[^"\\]|\\.)*)"/g)].map(([, inner = ""]) => inner.replaceAll(/\\(.)/g, "$1")));

const sampleObject = ({ name }: WholePolicy, { data, labels: own }: Sample) => configMap("thing", data, { policy: named(name), ...own });

const theirAnswer = async (policy: WholePolicy, sample: Sample): Promise<Answer> => {
  const path = `/api/v1/namespaces/${namespace}/configmaps?dryRun=All`;
  const { status, body, headers } = await cluster.request<{ message?: string; reason?: string }>(
    "POST",
    path,
    sampleObject(policy, sample),
  );
  const isDenied = status >= 400;
  return {
    code: status,
    message: isDenied ? (body.message ?? null) : null,
    reason: isDenied ? (body.reason ?? null) : null,
    warnings: warningsIn(headers.warning),
  };
};

const ourAnswer = (policy: WholePolicy, sample: Sample): Answer => {
  const prepared = preparePolicy(policyObject(policy.name, policy.spec));
  if (!isPrepared(prepared)) throw new Error(JSON.stringify(prepared.faults));
  const request = {
    ...{
      operation: "CREATE" as const,
      resource: { group: "", version: "v1", resource: "configmaps" },
      kind: "ConfigMap",
      isNamespaced: true,
    },
    ...{ name: "thing", namespace, object: sampleObject(policy, sample), oldObject: null, isDryRun: true },
    namespaceObject: { metadata: { name: namespace, labels }, spec: {}, status: {} },
  };
  const params = policy.params ? [configMap(`params-${named(policy.name)}`, policy.params)] : [];
  const { denial, warnings } = judgeRequest(prepared, bindingObject(policy), request, { params });
  if (!denial) return { code: 201, message: null, reason: null, warnings };
  return { code: denial.code, message: `configmaps "thing" is forbidden: ${denial.message}`, reason: denial.reason, warnings };
};

describe("whole policies beside a real API server", () => {
  beforeAll(async () => {
    for (const policy of wholePolicies) {
      if (policy.params)
        await cluster.request(
          "POST",
          `/api/v1/namespaces/${namespace}/configmaps`,
          configMap(`params-${named(policy.name)}`, policy.params),
        );
      const made = await cluster.request("POST", `${GROUP}/validatingadmissionpolicies`, policyObject(policy.name, policy.spec));
      const bound = await cluster.request("POST", `${GROUP}/validatingadmissionpolicybindings`, bindingObject(policy));
      if (made.status !== 201 || bound.status !== 201) throw new Error(`${policy.name}: ${JSON.stringify([made.body, bound.body])}`);
    }
  });
  afterAll(async () => {
    for (const { name } of wholePolicies) {
      await cluster.request("DELETE", `${GROUP}/validatingadmissionpolicybindings/${named(name)}`);
      await cluster.request("DELETE", `${GROUP}/validatingadmissionpolicies/${named(name)}`);
    }
  });

  it.each(wholePolicies)("$name: the same writes pass, and the others are denied in the same words", async (policy) => {
    const [first] = policy.samples;
    // A policy is in force some moments after it was written: the first sample shows when.
    await vi.waitFor(
      async () => {
        const { code, warnings } = await theirAnswer(policy, first as Sample);
        expect(code !== 201 || warnings.length > 0).toBe(true);
      },
      { timeout: 30_000, interval: 200 },
    );
    const theirs = await Promise.all(policy.samples.map((sample) => theirAnswer(policy, sample)));
    expect(policy.samples.map((sample) => ourAnswer(policy, sample))).toEqual(theirs);
  });

  it.each(refusedPolicies)(
    "$name: what the server does not take is refused for the same field, in the same words",
    async ({ name, spec }) => {
      const policy = policyObject(name, spec);
      type Refusal = { details?: { causes?: { field: string; message: string }[] } };
      const { status, body } = await cluster.request<Refusal>("POST", `${GROUP}/validatingadmissionpolicies?dryRun=All`, policy);
      const prepared = preparePolicy(policy);
      const faults = isPrepared(prepared) ? [] : prepared.faults;
      const theirs = (body.details?.causes ?? []).map(({ field, message }) => [field, message]);
      expect(status).toBe(422);
      expect(faults.map(({ path }) => path)).toEqual(theirs.map(([field]) => field));
      for (const [i, { message }] of faults.entries()) expect(theirs[i]?.[1]).toContain(message);
    },
  );
});
