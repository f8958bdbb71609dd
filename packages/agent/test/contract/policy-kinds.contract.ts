import { policyApply } from "@holdfast/contracts/commands/policy-apply";
import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import { policyRead } from "@holdfast/contracts/queries/policy-read";
import { afterAll, describe, expect, it, vi } from "vitest";
import type { ContractCluster } from "./contract-cluster";
import { definition, NAMESPACE, paths } from "./fixtures";
import { contractSuite } from "./suite";

const HASH = ["a", "b"].map((letter) => letter.repeat(64)) as [string, string];
const NETWORK = `/apis/networking.k8s.io/v1/namespaces/${NAMESPACE}/networkpolicies`;
const TEMPLATES = "/apis/templates.gatekeeper.sh/v1/constrainttemplates";
const APPLY = { "content-type": "application/apply-patch+yaml" };
const MERGE = { "content-type": "application/merge-patch+json" };

const networkPolicy = (name: string, more: object = {}, namespace = NAMESPACE) => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name, namespace },
  spec: { podSelector: { matchLabels: { nobody: "has" } }, policyTypes: ["Ingress"], ...more },
});
const template = (kind: string, schema: object = {}) => ({
  apiVersion: "templates.gatekeeper.sh/v1",
  kind: "ConstraintTemplate",
  metadata: { name: kind.toLowerCase() },
  spec: {
    crd: { spec: { names: { kind }, validation: { openAPIV3Schema: { type: "object", ...schema } } } },
    targets: [{ target: "admission.k8s.gatekeeper.sh", rego: `package ${kind.toLowerCase()}\nviolation[{"msg": "no"}] { false }` }],
  },
});
const constraint = (kind: string, name: string) => ({
  apiVersion: "constraints.gatekeeper.sh/v1beta1",
  kind,
  metadata: { name },
  spec: { match: { kinds: [{ apiGroups: [""], kinds: ["Pod"] }] } },
});

/** `policy.apply` and `policy.read` of the kinds beyond admission policies. */
export function describePolicyKinds(cluster: () => ContractCluster): void {
  const suite = contractSuite(cluster);
  const run = Math.random().toString(36).slice(2, 8);
  const version = (policy: string, contentHash: string, objects: object[], remove: object[] = []) => ({
    policy,
    contentHash,
    objects,
    remove,
  });
  const apply = (...about: Parameters<typeof version>) => suite.order(policyApply.name, version(...about));
  const rehearse = (...about: Parameters<typeof version>) =>
    suite.hub.ask(suite.agent, commandRehearse, { name: policyApply.name, input: version(...about) as never });
  const read = async (...objects: { kind: string; namespace?: string; name: string }[]) =>
    (await suite.hub.ask(suite.agent, policyRead, { objects })).objects;
  const made: [string, string][] = [];
  const networkName = (what: string) => {
    made.push([NETWORK, `${what}-${run}`]);
    return `${what}-${run}`;
  };
  const define = async (...about: Parameters<typeof definition>) => {
    const [group, plural, , [version] = ["v1"]] = about;
    made.push([paths.definitions, `${plural}.${group}`]);
    await suite.create(paths.definitions, definition(...about));
    const served = () => suite.cluster.request("GET", `/apis/${group}/${version}/${plural}`);
    await vi.waitUntil(async () => (await served()).status === 200, { timeout: 20_000, interval: 100 });
  };
  afterAll(async () => {
    for (const [path, name] of made.reverse()) await suite.remove(path, name);
  });

  describe("policy.apply of objects in namespaces", () => {
    it("puts them there, does nothing the second time, changes and takes them away again", async () => {
      const name = networkName("closed");
      const ref = { kind: "NetworkPolicy", namespace: NAMESPACE, name };
      const first = await apply(name, HASH[0], [networkPolicy(name)]);
      expect(first).toMatchObject({ outcome: "succeeded", changes: [{ operation: "create", ...ref }] });
      expect(await read(ref)).toMatchObject([{ ...ref, isPresent: true, isObserved: true, contentHash: HASH[0], problems: [] }]);
      expect((await apply(name, HASH[0], [networkPolicy(name)])).changes).toMatchObject([{ operation: "none" }]);
      const second = await apply(name, HASH[1], [networkPolicy(name, { policyTypes: ["Ingress", "Egress"] })]);
      expect(second).toMatchObject({ outcome: "succeeded", changes: [{ operation: "update" }] });
      expect(await rehearse(name, HASH[1], [], [ref])).toMatchObject({ refusal: null, changes: [{ operation: "delete" }] });
      expect((await read(ref))[0]?.isPresent).toBe(true);
      expect(await apply(name, HASH[1], [], [ref])).toMatchObject({ outcome: "succeeded", changes: [{ operation: "delete" }] });
      expect(await read(ref)).toMatchObject([{ isPresent: false, contentHash: null }]);
    });

    it("refuses a namespace that is not there, a field that is none, and what is somebody else's", async () => {
      const [lost, wrong, foreign, shared] = ["lost", "wrong", "foreign", "shared"].map(networkName) as [string, string, string, string];
      expect(await apply(lost, HASH[0], [networkPolicy(lost, {}, "no-such-namespace")])).toMatchObject({
        outcome: "refused",
        reason: "NamespaceAbsent",
        message: expect.stringContaining("no namespace no-such-namespace"),
      });
      expect(await apply(wrong, HASH[0], [networkPolicy(lost), networkPolicy(wrong, { podSelektor: {} })])).toMatchObject({
        outcome: "refused",
        reason: "Invalid",
        message: expect.stringContaining("podSelektor"),
      });
      expect(await suite.read(NETWORK, lost)).toBeUndefined();
      await suite.create(NETWORK, networkPolicy(foreign));
      expect(await apply(foreign, HASH[0], [networkPolicy(foreign)])).toMatchObject({ outcome: "refused", reason: "NotOurs" });
      await apply(shared, HASH[0], [networkPolicy(shared)]);
      expect(await apply("another", HASH[0], [networkPolicy(shared)])).toMatchObject({ outcome: "refused", reason: "NotOurs" });
      await suite.cluster.request(
        "PATCH",
        `${NETWORK}/${shared}?fieldManager=gitops&force=true`,
        networkPolicy(shared, { policyTypes: ["Egress"] }),
        APPLY,
      );
      expect(await apply(shared, HASH[1], [networkPolicy(shared)])).toMatchObject({ outcome: "refused", reason: "FieldConflict" });
    });

    it("has no door for a Secret, a role or a workload", async () => {
      for (const [apiVersion, kind] of [
        ["v1", "Secret"],
        ["rbac.authorization.k8s.io/v1", "ClusterRole"],
        ["apps/v1", "Deployment"],
        ["admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration"],
      ])
        expect(await apply("door", HASH[0], [{ apiVersion, kind, metadata: { name: "door" }, spec: {} }])).toMatchObject({
          outcome: "refused",
          reason: "InvalidInput",
        });
    });
  });

  describe("policy.apply of what an engine brings", () => {
    it("refuses a kind that the cluster has not, and names what to install", async () => {
      const bundle = { apiVersion: "kyverno.io/v1", kind: "ClusterPolicy", metadata: { name: "absent" }, spec: { rules: [] } };
      const refusal = { reason: "KindAbsent", message: expect.stringContaining("needs Kyverno") };
      expect(await apply("absent", HASH[0], [bundle])).toMatchObject({ outcome: "refused", ...refusal });
      expect(await rehearse("absent", HASH[0], [bundle])).toMatchObject({ refusal, changes: [] });
      // What is not there needs no removal: its kind may have gone with its engine.
      expect(await apply("absent", HASH[0], [], [{ kind: "ClusterPolicy", name: "absent" }])).toMatchObject({
        outcome: "succeeded",
        changes: [{ operation: "none" }],
      });
    });

    it("takes a kind up that was installed a moment ago, and one without a spec", async () => {
      await define("security.istio.io", "peerauthentications", "PeerAuthentication");
      const name = `strict-${run}`;
      const strict = {
        ...{ apiVersion: "security.istio.io/v1", kind: "PeerAuthentication", metadata: { name, namespace: NAMESPACE } },
        spec: { mtls: { mode: "STRICT" } },
      };
      const runtime = { apiVersion: "node.k8s.io/v1", kind: "RuntimeClass", metadata: { name }, handler: "wasmedge" };
      made.push(["/apis/node.k8s.io/v1/runtimeclasses", name]);
      expect(await apply(name, HASH[0], [strict, runtime])).toMatchObject({
        outcome: "succeeded",
        changes: [{ operation: "create" }, { operation: "create" }],
      });
      expect(await read({ kind: "RuntimeClass", name })).toMatchObject([{ isPresent: true, contentHash: HASH[0] }]);
    });

    it("applies a template before its constraint, waits for its kind, and removes them the other way round", async () => {
      await define("templates.gatekeeper.sh", "constrainttemplates", "ConstraintTemplate", ["v1"], "Cluster");
      const kind = `Door${run}`;
      const [plural, objects] = [kind.toLowerCase(), [constraint(kind, "doors"), template(kind)]];
      made.push([TEMPLATES, plural]);
      expect(await rehearse("doors", HASH[0], objects)).toMatchObject({
        refusal: null,
        changes: [
          { kind: "ConstraintTemplate", operation: "create", warnings: [] },
          { kind, operation: "create", warnings: [expect.stringContaining("Not tried")] },
        ],
      });
      expect(await suite.read(TEMPLATES, plural)).toBeUndefined();
      const applying = apply("doors", HASH[0], objects);
      // What Gatekeeper does when a template comes.
      await vi.waitUntil(async () => (await suite.read(TEMPLATES, plural)) !== undefined, { timeout: 20_000, interval: 50 });
      await define("constraints.gatekeeper.sh", plural, kind, ["v1beta1"], "Cluster");
      const status = { byPod: [{ id: "gatekeeper-0", observedGeneration: 1 }] };
      await suite.cluster.request("PATCH", `${TEMPLATES}/${plural}/status`, { status }, MERGE);
      const receipt = await applying;
      expect(receipt).toMatchObject({ outcome: "succeeded" });
      expect(receipt.changes.map(({ kind: each, operation }) => `${operation} ${each}`)).toEqual([
        "create ConstraintTemplate",
        `create ${kind}`,
      ]);
      const refs = [
        { kind: "ConstraintTemplate", name: plural },
        { kind, name: "doors" },
      ];
      expect((await read(...refs)).map(({ contentHash }) => contentHash)).toEqual([HASH[0], HASH[0]]);
      const constraints = `/apis/constraints.gatekeeper.sh/v1beta1/${plural}`;
      await suite.create(constraints, constraint(kind, "foreign"));
      expect(await apply("doors", HASH[1], [], refs)).toMatchObject({
        outcome: "refused",
        reason: "InUse",
        message: expect.stringContaining(`${kind} foreign`),
      });
      expect(await suite.read(constraints, "doors")).toBeDefined();
      await suite.remove(constraints, "foreign");
      const gone = await apply("doors", HASH[1], [], refs);
      expect(gone.changes.map(({ kind: each, operation }) => `${operation} ${each}`)).toEqual([
        `delete ${kind}`,
        "delete ConstraintTemplate",
      ]);
    });

    it("comes back as failed with Gatekeeper's words where a template does not compile, and reads back so", async () => {
      await define("templates.gatekeeper.sh", "constrainttemplates", "ConstraintTemplate", ["v1"], "Cluster");
      const kind = `Broken${run}`;
      const plural = kind.toLowerCase();
      made.push([TEMPLATES, plural]);
      const applying = apply("broken", HASH[0], [template(kind), constraint(kind, "broken")]);
      await vi.waitUntil(async () => (await suite.read(TEMPLATES, plural)) !== undefined, { timeout: 20_000, interval: 50 });
      const error = { code: "rego_parse_error", message: "unexpected eof token", location: "template:3" };
      const status = { byPod: [{ id: "gatekeeper-0", observedGeneration: 1, errors: [error] }] };
      await suite.cluster.request("PATCH", `${TEMPLATES}/${plural}/status`, { status }, MERGE);
      expect(await applying).toMatchObject({
        outcome: "failed",
        reason: "NotTakenUp",
        message: expect.stringContaining("unexpected eof token"),
        changes: [{ kind: "ConstraintTemplate", operation: "create" }],
      });
      expect(await read({ kind: "ConstraintTemplate", name: plural })).toMatchObject([
        { isPresent: true, problems: [expect.stringContaining("unexpected eof token")] },
      ]);
    });
  });
}
