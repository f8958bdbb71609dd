import { type ChaosFault, chaosInject } from "@holdfast/contracts/commands/chaos-inject";
import { chaosRead } from "@holdfast/contracts/queries/chaos-read";
import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import { vendorCrd } from "@holdfast/testkit/vendor-crds/vendor-crd";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { asReader } from "./as-reader";
import type { ContractCluster } from "./contract-cluster";
import { NAMESPACE, paths, strandedPod } from "./fixtures";
import { contractSuite } from "./suite";

const pathOf = (plural: string) => `/apis/chaos-mesh.org/v1alpha1/namespaces/${NAMESPACE}/${plural}`;
const [POD_CHAOS, NETWORK_CHAOS] = [pathOf("podchaos"), pathOf("networkchaos")];
const FINALIZER = "chaos-mesh/records";

/** The experiments as Chaos Mesh documents them; the direction of those that name none is its own default. */
const faults: readonly [ChaosFault, string, object][] = [
  [{ kind: "pod-kill" }, POD_CHAOS, { action: "pod-kill" }],
  [{ kind: "pod-failure" }, POD_CHAOS, { action: "pod-failure" }],
  [
    { kind: "network-delay", latencyMs: 200, jitterMs: 20 },
    NETWORK_CHAOS,
    { action: "delay", direction: "to", delay: { latency: "200ms", jitter: "20ms" } },
  ],
  [{ kind: "network-loss", percent: 30 }, NETWORK_CHAOS, { action: "loss", direction: "to", loss: { loss: "30" } }],
  [{ kind: "network-partition" }, NETWORK_CHAOS, { action: "partition", direction: "both" }],
];

/** `chaos.inject` and its reading back; the test says what Chaos Mesh would. */
export function describeChaos(cluster: () => ContractCluster): void {
  const suite = contractSuite(cluster);
  const chaos = (name: string, fault: ChaosFault = { kind: "pod-failure" }) => ({
    ...{ namespace: NAMESPACE, name, pods: { chaos: "target" }, fault, mode: "all" as const },
    ...{ mostPods: 2, durationSeconds: 60 },
  });
  const set = (of: ReturnType<typeof chaos>, injected: boolean) => suite.order(chaosInject.name, { ...of, injected });
  const look = ({ namespace, pods, fault, name }: ReturnType<typeof chaos>) =>
    suite.hub.ask(suite.agent, chaosRead, { namespace, pods, fault, name });
  const patch = async (path: string, body: object) => {
    const { status, body: said } = await suite.cluster.request("PATCH", path, body, { "content-type": "application/merge-patch+json" });
    expect(status, JSON.stringify(said)).toBe(200);
  };

  it("refuses where Chaos Mesh is not there", async () => {
    expect(await look(chaos("early"))).toMatchObject({ isServed: false, experiment: { state: "absent" } });
    expect(await set(chaos("early"), true)).toMatchObject({ outcome: "refused", reason: "KindAbsent" });
  });

  describe("where Chaos Mesh is", () => {
    beforeAll(async () => {
      for (const plural of ["podchaos", "networkchaos"]) await suite.create(paths.definitions, vendorCrd(`${plural}.chaos-mesh.org`));
      await vi.waitUntil(async () => (await look(chaos("none"))).isServed, { timeout: 30_000 });
      await vi.waitUntil(async () => (await look(chaos("none", { kind: "network-partition" }))).isServed, { timeout: 30_000 });
      for (const name of ["target-1", "target-2"]) await suite.create(paths.pods, strandedPod(name, { chaos: "target" }));
    });

    it.each(faults)("makes one experiment of %o that ends by itself, and takes just that away", async (fault, path, spec) => {
      const of = chaos(`fault-${fault.kind}`, fault);
      expect(await look(of)).toMatchObject({ matching: 2, experiment: { state: "absent" } });
      expect(await set(of, true)).toMatchObject({ outcome: "succeeded", output: { hasChanged: true }, changes: [{ operation: "create" }] });
      expect((await suite.read(path, of.name))?.spec).toEqual({
        ...spec,
        ...{ mode: "all", duration: "60s", selector: { namespaces: [NAMESPACE], labelSelectors: { chaos: "target" } } },
      });
      expect(await set(of, true)).toMatchObject({ outcome: "succeeded", output: { hasChanged: false } });
      expect(await set(of, false)).toMatchObject({
        outcome: "succeeded",
        output: { hasChanged: true },
        changes: [{ operation: "delete" }],
      });
      expect(await suite.read(path, of.name)).toBeUndefined();
      expect(await set(of, false)).toMatchObject({ outcome: "succeeded", output: { hasChanged: false } });
    });

    it("tells what Chaos Mesh says of it, and that it stays until every pod has recovered", async () => {
      const of = chaos("told");
      const path = `${POD_CHAOS}/told`;
      await set(of, true);
      await patch(path, { metadata: { finalizers: [FINALIZER] } });
      const conditions = [
        { type: "Selected", status: "True" },
        { type: "AllInjected", status: "True" },
        { type: "AllRecovered", status: "False" },
      ];
      await patch(path, { status: { conditions, experiment: { desiredPhase: "Run" } } });
      expect((await look(of)).experiment).toEqual({
        ...{ state: "ours", isGoing: false, isSelected: true, isInjected: true, isRecovered: false },
      });
      expect(await set(of, false)).toMatchObject({ outcome: "succeeded" });
      expect((await look(of)).experiment).toMatchObject({ state: "ours", isGoing: true });
      expect(await set(of, false)).toMatchObject({ outcome: "succeeded", output: { hasChanged: false } });
      await patch(path, { metadata: { finalizers: null } });
      expect((await look(of)).experiment).toMatchObject({ state: "absent" });
    });

    it("refuses labels that no pod has or too many have, and what somebody else made", async () => {
      expect(await set({ ...chaos("nobody"), pods: { chaos: "elsewhere" } }, true)).toMatchObject({ reason: "NothingSelected" });
      expect(await set({ ...chaos("many"), mostPods: 1 }, true)).toMatchObject({ outcome: "refused", reason: "TooManyPods" });
      const spec = { action: "pod-kill", mode: "one", selector: { namespaces: [NAMESPACE] } };
      await suite.create(POD_CHAOS, { apiVersion: "chaos-mesh.org/v1alpha1", kind: "PodChaos", metadata: { name: "theirs" }, spec });
      for (const injected of [true, false])
        expect(await set(chaos("theirs"), injected)).toMatchObject({ outcome: "refused", reason: "NotOurs" });
      expect(await suite.read(POD_CHAOS, "theirs")).toBeDefined();
      for (const name of ["nobody", "many"]) expect(await suite.read(POD_CHAOS, name)).toBeUndefined();
    });

    it("rehearsed makes none; an account that may only read may not", async () => {
      const input = { ...chaos("dry"), injected: true };
      const answer = await suite.hub.ask(suite.agent, commandRehearse, { name: chaosInject.name, input });
      expect(answer).toMatchObject({ refusal: null, changes: [{ kind: "PodChaos", name: "dry", operation: "create" }] });
      const { outcome, obstacles } = await asReader(suite.cluster, chaosInject.name, input);
      expect(outcome).toMatchObject({ outcome: "failed", reason: "Forbidden" });
      expect(obstacles.missing.map(({ verb }) => verb)).toEqual(expect.arrayContaining(["create", "delete"]));
      expect(await suite.read(POD_CHAOS, "dry")).toBeUndefined();
    });
  });
}
