import { nodeCordon } from "@holdfast/contracts/commands/node-cordon";
import { nodeUncordon } from "@holdfast/contracts/commands/node-uncordon";
import { objectDelete } from "@holdfast/contracts/commands/object-delete";
import { workloadRestart } from "@holdfast/contracts/commands/workload-restart";
import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { describe, expect, it, vi } from "vitest";
import type { ContractCluster } from "./contract-cluster";
import { NAMESPACE, paths, strandedPod, workload } from "./fixtures";
import { contractSuite } from "./suite";

interface Templated extends KubeObject {
  readonly spec?: { readonly template?: { readonly metadata?: { readonly annotations?: Record<string, string> } } };
}
interface Node extends KubeObject {
  readonly spec?: { readonly unschedulable?: boolean };
}

const NODES = "/api/v1/nodes";
const FIRST = "2026-11-21T03:00:00.000Z";
const SECOND = "2026-11-21T04:00:00.000Z";

/** What a person orders of one object: restart, cordon and uncordon, delete. */
export function describeActs(cluster: () => ContractCluster): void {
  const suite = contractSuite(cluster);
  const made = async (path: string, object: object) => {
    const { uid = "" } = (await suite.create(path, object)).metadata ?? {};
    return uid;
  };
  const rehearse = (name: string, input: object) => suite.hub.ask(suite.agent, commandRehearse, { name, input: input as never });

  describe("workload.restart", () => {
    const restartedAt = async (name: string) => {
      const object: Templated | undefined = await suite.read(paths.deployments, name);
      return object?.spec?.template?.metadata?.annotations?.["kubectl.kubernetes.io/restartedAt"];
    };
    const input = (name: string, uid: string, at: string) => ({ kind: "Deployment", namespace: NAMESPACE, name, uid, restartedAt: at });

    it("writes kubectl's own annotation, says what was, and is content with what is already so", async () => {
      const uid = await made(paths.deployments, workload("restart-one", 1));
      expect(await suite.order(workloadRestart.name, input("restart-one", uid, FIRST))).toMatchObject({
        outcome: "succeeded",
        output: { hasChanged: true },
        changes: [{ operation: "update", fields: [{ before: null, after: FIRST }] }],
      });
      expect(await restartedAt("restart-one")).toBe(FIRST);
      expect(await suite.order(workloadRestart.name, input("restart-one", uid, SECOND))).toMatchObject({
        changes: [{ fields: [{ before: FIRST, after: SECOND }] }],
      });
      expect(await suite.order(workloadRestart.name, input("restart-one", uid, SECOND))).toMatchObject({ output: { hasChanged: false } });
    });

    it("refuses another object of that name, one that is gone, and one that is paused", async () => {
      const uid = await made(paths.deployments, workload("restart-two", 1));
      const other = "00000000-0000-4000-8000-000000000000";
      expect(await suite.order(workloadRestart.name, input("restart-two", other, FIRST))).toMatchObject({ reason: "Replaced" });
      expect(await suite.order(workloadRestart.name, input("nowhere", uid, FIRST))).toMatchObject({ reason: "NotFound" });
      await suite.mergePatch(paths.deployments, "restart-two", { spec: { paused: true } });
      expect(await suite.order(workloadRestart.name, input("restart-two", uid, FIRST))).toMatchObject({
        outcome: "refused",
        reason: "Paused",
      });
      expect(await restartedAt("restart-two")).toBeUndefined();
    });

    it("rehearsed does nothing", async () => {
      const uid = await made(paths.deployments, workload("restart-dry", 1));
      expect(await rehearse(workloadRestart.name, input("restart-dry", uid, FIRST))).toMatchObject({
        refusal: null,
        changes: [{ operation: "update" }],
      });
      expect(await restartedAt("restart-dry")).toBeUndefined();
    });
  });

  describe("node.cordon and node.uncordon", () => {
    const isCordoned = async (name: string) => ((await suite.read(NODES, name)) as Node | undefined)?.spec?.unschedulable === true;

    it("keep new pods off a node and let them on again, each content with what is already so", async () => {
      const node = { name: "cordon-one", uid: await made(NODES, { metadata: { name: "cordon-one" } }) };
      expect(await suite.order(nodeCordon.name, node)).toMatchObject({
        outcome: "succeeded",
        changes: [{ kind: "Node", operation: "update", fields: [{ path: "/spec/unschedulable", before: false, after: true }] }],
      });
      expect(await isCordoned(node.name)).toBe(true);
      expect(await suite.order(nodeCordon.name, node)).toMatchObject({ output: { hasChanged: false } });
      expect(await rehearse(nodeUncordon.name, node)).toMatchObject({ refusal: null, changes: [{ operation: "update" }] });
      expect(await isCordoned(node.name)).toBe(true);
      expect(await suite.order(nodeUncordon.name, node)).toMatchObject({ output: { hasChanged: true } });
      expect(await isCordoned(node.name)).toBe(false);
      expect(await suite.order(nodeUncordon.name, { ...node, uid: "another" })).toMatchObject({ reason: "Replaced" });
      await suite.remove(NODES, node.name);
    });
  });

  describe("object.delete", () => {
    const input = (resource: string, name: string, uid: string) => ({ resource, namespace: NAMESPACE, name, uid });

    it("deletes the object that was meant, once, and is content when it is gone", async () => {
      const uid = await made(paths.pods, strandedPod("delete-one"));
      expect(await rehearse(objectDelete.name, input("pods", "delete-one", uid))).toMatchObject({ changes: [{ operation: "delete" }] });
      expect(await suite.read(paths.pods, "delete-one")).toBeDefined();
      expect(await suite.order(objectDelete.name, input("pods", "delete-one", uid))).toMatchObject({
        outcome: "succeeded",
        output: { hasChanged: true },
        changes: [{ kind: "Pod", name: "delete-one", operation: "delete" }],
      });
      // A pod on its way out stays for its grace period: deleting it again changes nothing.
      expect(await suite.order(objectDelete.name, input("pods", "delete-one", uid))).toMatchObject({ output: { hasChanged: false } });
      await suite.remove(paths.pods, "delete-one");
    });

    it("leaves alone what took the name of the object that was meant", async () => {
      const uid = await made(paths.deployments, workload("delete-two", 0));
      await suite.remove(paths.deployments, "delete-two");
      await vi.waitFor(async () => expect(await suite.read(paths.deployments, "delete-two")).toBeUndefined(), { timeout: 20_000 });
      await suite.create(paths.deployments, workload("delete-two", 0));
      expect(await suite.order(objectDelete.name, input("deployments.apps", "delete-two", uid))).toMatchObject({
        outcome: "refused",
        reason: "Replaced",
      });
      expect(await suite.read(paths.deployments, "delete-two")).toBeDefined();
    });

    it("is refused for what holds data or holds others", async () => {
      for (const resource of [
        "secrets",
        "namespaces",
        "persistentvolumeclaims",
        "nodes",
        "validatingadmissionpolicies.admissionregistration.k8s.io",
      ])
        expect(await suite.order(objectDelete.name, input(resource, "any", "u"))).toMatchObject({
          outcome: "refused",
          reason: "InvalidInput",
        });
    });
  });
}
