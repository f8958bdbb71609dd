import { type ExampleObject, PolicyExample } from "@holdfast/contracts/policy-example";
import type { AdmissionRequest } from "@holdfast/policy-engines/admission/admission-request";
import { judgeRequest } from "@holdfast/policy-engines/admission/judge-request";
import { isPrepared, preparePolicy } from "@holdfast/policy-engines/admission/prepare-policy";
import type {} from "@holdfast/testkit/testbed/real-setup";
import { sharedCluster, suiteNamespace } from "@holdfast/testkit/testbed/shared-cluster";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { admissionObjects } from "./admission-objects";
import { requestOf } from "./example-request";
import { type LibraryPolicy, readLibrary } from "./read-library";

const GROUP = "/apis/admissionregistration.k8s.io/v1";
const run = Math.random().toString(36).slice(2, 8);
const labels = { run };
const cluster = sharedCluster("test");
const namespace = suiteNamespace("test", labels);
const named = (id: string) => `${id}-${run}`;

/** A namespace is its own; all else is put into that of this suite. Only objects with the label of a policy are meant by it here. */
function placed(id: string, object: ExampleObject): ExampleObject {
  const { metadata, kind } = object;
  const own = { ...metadata.labels, ...(kind === "Namespace" ? labels : {}), policy: named(id) };
  return { ...object, metadata: { ...metadata, labels: own, ...(kind === "Namespace" ? {} : { namespace }) } };
}

// What needs an object that is there already, another user or another namespace than this suite's is not asked of the server.
const canBeAsked = ({ operation, object }: PolicyExample) =>
  operation === "CREATE" && object !== undefined && object.metadata.namespace !== "default";

const library = await readLibrary();
const policies = library
  .filter(({ card }) => card.engine === "admission")
  .map((policy) => ({ ...policy, examples: policy.bundle.tests.examples.filter(canBeAsked) }))
  .filter(({ examples }) => examples.some(({ expect: expected }) => expected === "deny"));

function manifestsOf({ id, bundle }: LibraryPolicy) {
  const [pair] = admissionObjects(bundle.manifests);
  const binding = pair?.bindings[0];
  if (!pair || !binding) throw new Error(`${id} is not whole`);
  const matchResources = { namespaceSelector: { matchLabels: labels }, objectSelector: { matchLabels: { policy: named(id) } } };
  return {
    policy: { ...bundle.manifests[0], metadata: { name: named(id) }, spec: pair.policy.spec },
    binding: {
      ...{ apiVersion: "admissionregistration.k8s.io/v1", kind: "ValidatingAdmissionPolicyBinding", metadata: { name: named(id) } },
      spec: { ...binding.spec, policyName: named(id), matchResources },
    },
  };
}

const asked = (id: string, example: PolicyExample): PolicyExample & { object: ExampleObject } => ({
  ...example,
  object: placed(id, example.object as ExampleObject),
});

/** Where objects of a kind are written, without a field that the server doesn't know and without being kept. */
function pathOf({ resource, isNamespaced }: Pick<AdmissionRequest, "resource" | "isNamespaced">): string {
  const root = resource.group === "" ? `/api/${resource.version}` : `/apis/${resource.group}/${resource.version}`;
  return `${root}${isNamespaced ? `/namespaces/${namespace}` : ""}/${resource.resource}?dryRun=All&fieldValidation=Strict`;
}

async function theirs({ id }: LibraryPolicy, example: PolicyExample): Promise<string | null> {
  const sent = asked(id, example);
  const { status, body } = await cluster.request<{ message?: string }>("POST", pathOf(requestOf(sent)), sent.object);
  return status === 201 ? null : (body.message ?? String(status));
}

function ours(policy: LibraryPolicy, example: PolicyExample): string | null {
  const manifests = manifestsOf(policy);
  const prepared = preparePolicy(manifests.policy);
  if (!isPrepared(prepared)) throw new Error(JSON.stringify(prepared.faults));
  const request = requestOf({ ...asked(policy.id, example), namespaceLabels: labels });
  const { denial } = judgeRequest(prepared, manifests.binding, request);
  return denial
    ? `${request.resource.resource}${request.resource.group ? `.${request.resource.group}` : ""} "${request.name}" is forbidden: ${denial.message}`
    : null;
}

describe("the admission policies of the library beside a real API server", () => {
  beforeAll(async () => {
    // Nobody makes it in this cluster, and no pod is taken without it.
    for (const name of ["default", "web"])
      await cluster.request("POST", `/api/v1/namespaces/${namespace}/serviceaccounts`, {
        apiVersion: "v1",
        kind: "ServiceAccount",
        metadata: { name },
      });
    for (const policy of policies) {
      const manifests = manifestsOf(policy);
      const made = await cluster.request("POST", `${GROUP}/validatingadmissionpolicies`, manifests.policy);
      const bound = await cluster.request("POST", `${GROUP}/validatingadmissionpolicybindings`, manifests.binding);
      if (made.status !== 201 || bound.status !== 201) throw new Error(`${policy.id}: ${JSON.stringify([made.body, bound.body])}`);
    }
  });
  afterAll(async () => {
    for (const { id } of policies) {
      await cluster.request("DELETE", `${GROUP}/validatingadmissionpolicybindings/${named(id)}`);
      await cluster.request("DELETE", `${GROUP}/validatingadmissionpolicies/${named(id)}`);
    }
  });

  // Kinds that come with the server; the others are those of operators.
  const served = /^(v1|networking\.k8s\.io\/v1|autoscaling\/v2|node\.k8s\.io\/v1|admissionregistration\.k8s\.io\/v1)$/;
  const ownManifests = library.flatMap(({ id, bundle }) =>
    bundle.manifests.filter(({ apiVersion }) => served.test(apiVersion)).map((object) => ({ id, kind: object.kind, object })),
  );

  it.each(ownManifests)("$id: the server takes its $kind as it is", async ({ object }) => {
    const { metadata } = object;
    const example = PolicyExample.parse({
      name: "it",
      object: metadata.namespace ? { ...object, metadata: { ...metadata, namespace } } : object,
      expect: "pass",
    });
    const { status, body } = await cluster.request("POST", pathOf(requestOf(example)), example.object);
    expect({ status, body }).toMatchObject({ status: 201 });
  });

  it("are enough to say something", () => {
    expect(policies.length).toBeGreaterThanOrEqual(12);
  });

  it.each(policies)("$id: the server says the same to each example, in the same words", async (policy) => {
    const denied = policy.examples.find(({ expect: expected }) => expected === "deny") as PolicyExample;
    // A policy is in force some moments after it was bound.
    await vi.waitFor(async () => expect(await theirs(policy, denied)).not.toBeNull(), { timeout: 20_000, interval: 100 });
    const said = await Promise.all(policy.examples.map(async (example) => [example.name, await theirs(policy, example)]));
    expect(said).toEqual(policy.examples.map((example) => [example.name, ours(policy, example)]));
  });
});
