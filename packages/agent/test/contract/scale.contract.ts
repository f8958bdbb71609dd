import { workloadScale } from "@holdfast/contracts/commands/workload-scale";
import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import { workloadRead } from "@holdfast/contracts/queries/workload-read";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { describe, expect, it } from "vitest";
import type { ContractCluster } from "./contract-cluster";
import { NAMESPACE, paths, workload } from "./fixtures";
import { contractSuite } from "./suite";

interface Scaled extends KubeObject {
  readonly spec?: { readonly replicas?: number };
}
const replicasOf = (object: Scaled | undefined) => object?.spec?.replicas;
const input = (name: string, expectReplicas: number, replicas: number, kind = "Deployment") => ({
  kind,
  namespace: NAMESPACE,
  name,
  replicas,
  expectReplicas,
});

/** `workload.scale`, its rehearsal and its reading back. */
export function describeScale(cluster: () => ContractCluster): void {
  const suite = contractSuite(cluster);
  const live = async (name: string, path: string = paths.deployments) => replicasOf(await suite.read(path, name));

  describe("workload.scale", () => {
    it("sets the replicas, says what was, and owns just that field", async () => {
      await suite.create(paths.deployments, workload("scale-up", 1));
      const receipt = await suite.order(workloadScale.name, input("scale-up", 1, 3));
      expect(receipt).toMatchObject({ outcome: "succeeded", output: { previous: 1, hasChanged: true } });
      expect(receipt.changes).toMatchObject([
        { kind: "Deployment", name: "scale-up", operation: "update", fields: [{ path: "/spec/replicas", before: 1, after: 3 }] },
      ]);
      expect(await live("scale-up")).toBe(3);
      const { managedFields = [] } = ((await suite.read(paths.deployments, "scale-up"))?.metadata ?? {}) as { managedFields?: object[] };
      expect(managedFields).toContainEqual(expect.objectContaining({ manager: "holdfast", subresource: "scale" }));
    });

    it("works for a StatefulSet, and down to nothing", async () => {
      await suite.create(paths.statefulSets, workload("sts-down", 2));
      expect(await suite.order(workloadScale.name, input("sts-down", 2, 0, "StatefulSet"))).toMatchObject({ outcome: "succeeded" });
      expect(await live("sts-down", paths.statefulSets)).toBe(0);
    });

    it("is content with what is already so, whatever was expected", async () => {
      await suite.create(paths.deployments, workload("scale-same", 4));
      const receipt = await suite.order(workloadScale.name, input("scale-same", 1, 4));
      expect(receipt).toMatchObject({
        outcome: "succeeded",
        output: { previous: 4, hasChanged: false },
        changes: [{ operation: "none", fields: [] }],
      });
    });

    it("refuses when somebody else has changed it, and changes nothing", async () => {
      await suite.create(paths.deployments, workload("scale-drift", 5));
      expect(await suite.order(workloadScale.name, input("scale-drift", 2, 9))).toMatchObject({
        outcome: "refused",
        reason: "ReplicasDrifted",
        message: expect.stringContaining("5"),
      });
      expect(await live("scale-drift")).toBe(5);
    });

    it("refuses what is not there, and what an autoscaler owns", async () => {
      expect(await suite.order(workloadScale.name, input("nowhere", 1, 2))).toMatchObject({ outcome: "refused", reason: "NotFound" });
      await suite.create(paths.deployments, workload("scale-owned", 2));
      const scaleTargetRef = { apiVersion: "apps/v1", kind: "Deployment", name: "scale-owned" };
      await suite.create(paths.autoscalers, { metadata: { name: "owner" }, spec: { scaleTargetRef, minReplicas: 1, maxReplicas: 5 } });
      const receipt = await suite.order(workloadScale.name, input("scale-owned", 2, 4));
      expect(receipt).toMatchObject({ outcome: "refused", reason: "OwnedByAutoscaler", message: expect.stringContaining("owner") });
      await suite.remove(paths.autoscalers, "owner");
    });

    it("wins against writers of other fields, and loses none of what they wrote", async () => {
      await suite.create(paths.deployments, workload("scale-busy", 1));
      let isOver = false;
      const writer = (async () => {
        for (let i = 0; !isOver; i++)
          await suite.mergePatch(paths.deployments, "scale-busy", { metadata: { annotations: { [`n-${i % 5}`]: String(i) } } });
      })();
      const receipts = [];
      for (let n = 1; n < 6; n++) receipts.push(await suite.order(workloadScale.name, input("scale-busy", n, n + 1)));
      isOver = true;
      await writer;
      expect(receipts.map(({ outcome, reason }) => reason ?? outcome)).toEqual(Array.from({ length: 5 }, () => "succeeded"));
      const object = await suite.read(paths.deployments, "scale-busy");
      expect(replicasOf(object)).toBe(6);
      expect(Object.keys(object?.metadata?.annotations ?? {})).toEqual(expect.arrayContaining(["n-0", "n-1"]));
    });

    it("rehearsed says what it would do or why not, and does nothing", async () => {
      await suite.create(paths.deployments, workload("scale-dry", 1));
      const rehearse = (expectReplicas: number) =>
        suite.hub.ask(suite.agent, commandRehearse, { name: workloadScale.name, input: input("scale-dry", expectReplicas, 7) });
      expect(await rehearse(1)).toMatchObject({
        refusal: null,
        changes: [{ operation: "update", fields: [{ path: "/spec/replicas", before: 1, after: 7 }] }],
      });
      expect(await rehearse(2)).toMatchObject({ refusal: { reason: "ReplicasDrifted" }, changes: [] });
      expect(await live("scale-dry")).toBe(1);
    });

    it("is read back with what one replica asks for and who else owns it", async () => {
      await suite.create(paths.deployments, {
        ...workload("scale-read", 2),
        metadata: { name: "scale-read", labels: { "argocd.argoproj.io/instance": "bank" } },
      });
      const read = (name: string) => suite.hub.ask(suite.agent, workloadRead, { kind: "Deployment", namespace: NAMESPACE, name });
      expect(await read("scale-read")).toMatchObject({
        exists: true,
        replicas: 2,
        gitOpsOwner: "argocd/bank",
        autoscaler: null,
        perReplica: { cpuMillis: 100, memoryBytes: 64 * 2 ** 20 },
      });
      expect(await read("nowhere")).toMatchObject({ exists: false });
    });
  });
}
