import { gatewayShiftWeights } from "@holdfast/contracts/commands/gateway-shift-weights";
import { istioShiftWeights } from "@holdfast/contracts/commands/istio-shift-weights";
import { accessReview } from "@holdfast/contracts/queries/access-review";
import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import { gatewayReadWeights } from "@holdfast/contracts/queries/gateway-read-weights";
import { istioReadWeights } from "@holdfast/contracts/queries/istio-read-weights";
import { vendorCrd } from "@holdfast/testkit/vendor-crds/vendor-crd";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { ContractCluster } from "./contract-cluster";
import { httpRoute, NAMESPACE, paths, virtualService } from "./fixtures";
import { contractSuite } from "./suite";

const v1 = (weight: number) => ({ host: "core", subset: "v1", weight });
const v2 = (weight: number) => ({ host: "core", subset: "v2", weight });
const istio = (name: string, expected: readonly [number, number], wanted: readonly [number, number]) => ({
  ...{ namespace: NAMESPACE, name },
  ...{ weights: [v1(wanted[0]), v2(wanted[1])], expectWeights: [v1(expected[0]), v2(expected[1])] },
});
const gateway = (name: string, expected: readonly [number, number], wanted: readonly [number, number]) => ({
  ...{
    namespace: NAMESPACE,
    name,
    weights: [
      { name: "core", weight: wanted[0] },
      { name: "core-next", port: 80, weight: wanted[1] },
    ],
  },
  expectWeights: [
    { name: "core", weight: expected[0] },
    { name: "core-next", weight: expected[1] },
  ],
});

/** `istio.shift-weights` and `gateway.shift-weights`, before and after their kinds are there. */
export function describeWeights(cluster: () => ContractCluster): void {
  const suite = contractSuite(cluster);
  const stateOf = (resource: string) => suite.agent.resources.get(resource)?.state;

  describe("a cluster without the kinds", () => {
    it("refuses the commands, says so in its findings and its review, and answers that nothing is served", async () => {
      expect(await suite.order(istioShiftWeights.name, istio("core", [100, 0], [0, 100]))).toMatchObject({
        outcome: "refused",
        reason: "KindAbsent",
      });
      expect(await suite.order(gatewayShiftWeights.name, gateway("core", [1, 1], [0, 1]))).toMatchObject({
        outcome: "refused",
        reason: "KindAbsent",
      });
      await vi.waitUntil(() => suite.agent.findings.has("KindAbsent istio.shift-weights"), { timeout: 10_000 });
      const review = await suite.hub.ask(suite.agent, accessReview, { commands: ["istio.shift-weights", "workload.scale", "no.such"] });
      expect(review.missing).toEqual([]);
      expect(review.absentKinds.map(({ command, resource }) => `${command} ${resource}`)).toEqual([
        "istio.shift-weights virtualservices",
        "no.such no.such",
      ]);
      expect(await suite.hub.ask(suite.agent, istioReadWeights, { namespace: NAMESPACE, name: "core" })).toMatchObject({
        isServed: false,
        exists: false,
      });
    });
  });

  describe("a kind that is added while the agent runs", () => {
    it("is picked up within seconds, with its objects", async () => {
      const addedAt = performance.now();
      await suite.create(paths.definitions, vendorCrd("virtualservices.networking.istio.io"));
      await suite.create(paths.definitions, vendorCrd("httproutes.gateway.networking.k8s.io"));
      const keys = ["virtualservices.networking.istio.io", "httproutes.gateway.networking.k8s.io"];
      await vi.waitUntil(() => keys.every((key) => stateOf(key) === "synced"), { timeout: 15_000, interval: 10 });
      expect(performance.now() - addedAt).toBeLessThan(10_000);
      await suite.create(paths.virtualServices, virtualService("seen", [60, 40]));
      await vi.waitUntil(() => suite.agent.objectsOf(keys[0] ?? "").length === 1, { timeout: 5000 });
      expect(suite.agent.objectsOf(keys[0] ?? "")[0]?.facts.http).toMatchObject([{ route: [v1(60), v2(40)] }, { name: "other" }]);
    });
  });

  describe("istio.shift-weights", () => {
    beforeAll(async () => {
      await vi.waitUntil(() => stateOf("virtualservices.networking.istio.io") === "synced", { timeout: 20_000 });
    });
    const weightsOf = async (name: string) => suite.hub.ask(suite.agent, istioReadWeights, { namespace: NAMESPACE, name });

    it("shifts, says what was, and leaves everything else as it was", async () => {
      const before = await suite.create(paths.virtualServices, virtualService("shift", [100, 0]));
      const receipt = await suite.order(istioShiftWeights.name, istio("shift", [100, 0], [0, 100]));
      expect(receipt).toMatchObject({ outcome: "succeeded", output: { previous: [v1(100), v2(0)], hasChanged: true } });
      expect(receipt.changes[0]?.fields).toEqual([
        { path: "/spec/http/0/route/0/weight", before: 100, after: 0 },
        { path: "/spec/http/0/route/1/weight", before: 0, after: 100 },
      ]);
      const after = await suite.read(paths.virtualServices, "shift");
      expect(after?.spec).toEqual(virtualService("shift", [0, 100]).spec);
      expect(after?.metadata?.uid).toBe(before.metadata?.uid);
      expect(await weightsOf("shift")).toMatchObject({ isServed: true, exists: true, weights: [v1(0), v2(100)] });
    });

    it("is content with what is already so, and refuses what drifted or is not there", async () => {
      await suite.create(paths.virtualServices, virtualService("drift", [70, 30]));
      const give = (expected: readonly [number, number], wanted: readonly [number, number]) =>
        suite.order(istioShiftWeights.name, istio("drift", expected, wanted));
      expect(await give([0, 100], [70, 30])).toMatchObject({ outcome: "succeeded", output: { hasChanged: false } });
      expect(await give([100, 0], [0, 100])).toMatchObject({
        outcome: "refused",
        reason: "WeightsDrifted",
        message: expect.stringContaining("core (v1) 70"),
      });
      const stranger = { ...istio("drift", [70, 30], [0, 100]), weights: [v1(0), { host: "elsewhere", weight: 100 }] };
      expect(await suite.order(istioShiftWeights.name, stranger)).toMatchObject({ outcome: "refused", reason: "DestinationAbsent" });
      expect(await suite.order(istioShiftWeights.name, istio("nowhere", [1, 1], [2, 2]))).toMatchObject({
        outcome: "refused",
        reason: "NotFound",
      });
      expect(await suite.order(istioShiftWeights.name, { ...istio("drift", [70, 30], [0, 100]), route: "no-such-route" })).toMatchObject({
        reason: "NotFound",
      });
      expect(await weightsOf("drift")).toMatchObject({ weights: [v1(70), v2(30)] });
    });

    it("rehearsed changes nothing, and knows which hosts exist", async () => {
      await suite.create(paths.services, { metadata: { name: "core" }, spec: { ports: [{ port: 80 }] } });
      await suite.create(paths.virtualServices, virtualService("dry", [100, 0]));
      const answer = await suite.hub.ask(suite.agent, commandRehearse, {
        name: istioShiftWeights.name,
        input: istio("dry", [100, 0], [50, 50]),
      });
      expect(answer).toMatchObject({ refusal: null, changes: [{ operation: "update" }] });
      expect(await weightsOf("dry")).toMatchObject({ weights: [v1(100), v2(0)], knownHosts: ["core"] });
    });

    it("wins against writers of other fields, and loses none of what they wrote", async () => {
      await suite.create(paths.virtualServices, virtualService("busy", [100, 0]));
      let isOver = false;
      const writer = (async () => {
        for (let i = 0; !isOver; i++)
          await suite.mergePatch(paths.virtualServices, "busy", { metadata: { annotations: { n: String(i) } } });
      })();
      const receipts = [];
      for (let n = 0; n < 4; n++) receipts.push(await suite.order(istioShiftWeights.name, istio("busy", [100 - n, n], [99 - n, n + 1])));
      isOver = true;
      await writer;
      expect(receipts.map(({ outcome, reason }) => reason ?? outcome)).toEqual(Array.from({ length: 4 }, () => "succeeded"));
      expect(await weightsOf("busy")).toMatchObject({ weights: [v1(96), v2(4)] });
    });
  });

  describe("gateway.shift-weights", () => {
    const weightsOf = async (name: string) =>
      (await suite.hub.ask(suite.agent, gatewayReadWeights, { namespace: NAMESPACE, name })).weights.map((each) => each.weight);

    it("shifts, with a weight that was not written counting as one", async () => {
      await suite.create(paths.httpRoutes, httpRoute("shift", 9));
      expect(await suite.order(gatewayShiftWeights.name, gateway("shift", [9, 1], [0, 10]))).toMatchObject({
        outcome: "succeeded",
        output: { hasChanged: true },
      });
      expect(await weightsOf("shift")).toEqual([0, 10]);
      expect(await suite.order(gatewayShiftWeights.name, gateway("shift", [9, 1], [0, 10]))).toMatchObject({
        outcome: "succeeded",
        output: { hasChanged: false },
      });
    });

    it("refuses what drifted, a backend that the route does not have, and a rule that is not there", async () => {
      await suite.create(paths.httpRoutes, httpRoute("drift", 3));
      expect(await suite.order(gatewayShiftWeights.name, gateway("drift", [9, 1], [0, 1]))).toMatchObject({
        outcome: "refused",
        reason: "WeightsDrifted",
      });
      const stranger = { ...gateway("drift", [3, 1], [0, 1]), weights: [{ name: "elsewhere", weight: 1 }] };
      expect(await suite.order(gatewayShiftWeights.name, stranger)).toMatchObject({ outcome: "refused", reason: "BackendAbsent" });
      expect(await suite.order(gatewayShiftWeights.name, { ...gateway("drift", [3, 1], [0, 1]), rule: 7 })).toMatchObject({
        outcome: "refused",
        reason: "NotFound",
      });
      expect(await weightsOf("drift")).toEqual([3, 1]);
    });
  });
}
