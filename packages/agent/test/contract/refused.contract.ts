import { cronJobSuspend } from "@holdfast/contracts/commands/cronjob-suspend";
import { gatewayShiftWeights } from "@holdfast/contracts/commands/gateway-shift-weights";
import { hpaSetBounds } from "@holdfast/contracts/commands/hpa-set-bounds";
import { istioShiftWeights } from "@holdfast/contracts/commands/istio-shift-weights";
import { workloadScale } from "@holdfast/contracts/commands/workload-scale";
import type { Json } from "@holdfast/contracts/json";
import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import { vendorCrd } from "@holdfast/testkit/vendor-crds/vendor-crd";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { asReader } from "./as-reader";
import type { ContractCluster } from "./contract-cluster";
import { custom } from "./field-case";
import { fieldCases } from "./field-cases";
import { admissionPolicy, httpRoute, NAMESPACE, paths, virtualService, workload } from "./fixtures";
import { contractSuite } from "./suite";

const POLICY = "orders-are-frozen";
const NAME = "frozen";
const labelled = { [NAME]: "yes" };
const own = (command: { readonly name: string }) => {
  const found = fieldCases.find((each) => each.command.name === command.name);
  if (!found) throw new Error(`no case of ${command.name}`);
  return found;
};
const set = (command: { readonly name: string }) => ({ namespace: NAMESPACE, name: NAME, set: own(command).to, expect: own(command).from });
const host = (subset: string, weight: number) => ({ host: "core", subset, weight });

/** Every kind of order, with the object that it is for. */
const orders: readonly {
  readonly command: { readonly name: string };
  readonly path: string;
  readonly object: object;
  readonly input: Json;
}[] = [
  {
    ...{ command: workloadScale, path: paths.deployments, object: workload(NAME, 1) },
    input: { kind: "Deployment", namespace: NAMESPACE, name: NAME, replicas: 101, expectReplicas: 1 },
  },
  {
    ...{ command: istioShiftWeights, path: paths.virtualServices, object: virtualService(NAME, [100, 0]) },
    input: {
      ...{ namespace: NAMESPACE, name: NAME, weights: [host("v1", 0), host("v2", 100)] },
      expectWeights: [host("v1", 100), host("v2", 0)],
    },
  },
  {
    ...{ command: gatewayShiftWeights, path: paths.httpRoutes, object: httpRoute(NAME, 9) },
    input: {
      ...{
        namespace: NAMESPACE,
        name: NAME,
        expectWeights: [
          { name: "core", weight: 9 },
          { name: "core-next", weight: 1 },
        ],
      },
      weights: [
        { name: "core", weight: 0 },
        { name: "core-next", port: 80, weight: 1 },
      ],
    },
  },
  {
    command: hpaSetBounds,
    path: custom("autoscaling", "v2", "horizontalpodautoscalers"),
    object: own(hpaSetBounds).object,
    input: set(hpaSetBounds),
  },
  { command: cronJobSuspend, path: custom("batch", "v1", "cronjobs"), object: own(cronJobSuspend).object, input: set(cronJobSuspend) },
];

/** A rule of the cluster's own: nobody updates what is labelled as frozen, or scales anything beyond a hundred. */
const rule = (name: string, resources: readonly string[], expression: string) => ({
  ...admissionPolicy(name, expression),
  spec: {
    ...admissionPolicy(name, expression).spec,
    matchConstraints: { resourceRules: [{ apiGroups: ["*"], apiVersions: ["*"], operations: ["UPDATE"], resources }] },
  },
});
const binding = (name: string) => ({
  ...{ apiVersion: "admissionregistration.k8s.io/v1", kind: "ValidatingAdmissionPolicyBinding", metadata: { name } },
  spec: {
    policyName: name,
    validationActions: ["Deny"],
    matchResources: { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": NAMESPACE } } },
  },
});
const rules = [
  rule(`${POLICY}-scale`, ["deployments/scale"], "object.spec.replicas <= 100"),
  rule(
    POLICY,
    ["virtualservices", "httproutes", "horizontalpodautoscalers", "cronjobs"],
    "!has(object.metadata.labels) || !('frozen' in object.metadata.labels)",
  ),
];

/** Orders that the cluster's own admission refuses, and that an account may not give. */
export function describeRefused(cluster: () => ContractCluster): void {
  const suite = contractSuite(cluster);
  const rehearse = ({ command, input }: (typeof orders)[number]) =>
    suite.hub.ask(suite.agent, commandRehearse, { name: command.name, input });
  const definitions = ["virtualservices.networking.istio.io", "httproutes.gateway.networking.k8s.io"];

  beforeAll(async () => {
    for (const name of definitions) await suite.create(paths.definitions, vendorCrd(name));
    for (const { path, object } of orders) {
      await vi.waitUntil(async () => (await suite.cluster.request("GET", path)).status === 200, { timeout: 20_000 });
      await suite.create(path, { ...object, metadata: { name: NAME, labels: labelled } });
    }
    // What is served is looked at anew when a kind is added.
    for (const each of orders)
      await vi.waitUntil(async () => (await rehearse(each)).refusal?.reason !== "KindAbsent", { timeout: 20_000, interval: 100 });
  });
  afterAll(async () => {
    for (const { metadata } of rules)
      await Promise.all([suite.remove(paths.bindings, metadata.name), suite.remove(paths.policies, metadata.name)]);
    for (const { path } of orders) await suite.remove(path, NAME);
  });

  describe.each(orders)("$command.name", (each) => {
    const { command, path, input } = each;

    it("fails as forbidden for an account that may only read, and changes nothing", async () => {
      const before = await suite.read(path, NAME);
      const { outcome, obstacles } = await asReader(suite.cluster, command.name, input);
      expect(outcome).toMatchObject({ outcome: "failed", reason: "Forbidden" });
      expect(obstacles.missing.length).toBeGreaterThan(0);
      expect((await suite.read(path, NAME))?.spec).toEqual(before?.spec);
    });

    it("is refused by the cluster's own admission: seen in the rehearsal, failed in its words when ordered, and nothing changed", async () => {
      expect((await rehearse(each)).refusal).toBeNull();
      for (const each of rules) {
        await suite.create(paths.policies, each);
        await suite.create(paths.bindings, binding(each.metadata.name));
      }
      const refused = async () => (await rehearse(each)).refusal;
      await vi.waitUntil(refused, { timeout: 30_000, interval: 100 });
      expect(await refused()).toMatchObject({ message: expect.stringContaining(`'${POLICY}`) });
      const before = await suite.read(path, NAME);
      expect(await suite.order(command.name, input)).toMatchObject({
        outcome: "failed",
        message: expect.stringContaining(`ValidatingAdmissionPolicy '${POLICY}`),
      });
      expect((await suite.read(path, NAME))?.spec).toEqual(before?.spec);
      for (const { metadata } of rules)
        await Promise.all([suite.remove(paths.bindings, metadata.name), suite.remove(paths.policies, metadata.name)]);
      await vi.waitUntil(async () => (await refused()) === null, { timeout: 30_000, interval: 100 });
    });
  });
}
