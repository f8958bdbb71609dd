import { nodeDrain } from "@holdfast/contracts/commands/node-drain";
import { nodeUncordon } from "@holdfast/contracts/commands/node-uncordon";
import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import { nodeDrainPlan } from "@holdfast/contracts/queries/node-drain-plan";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { ContractCluster } from "./contract-cluster";
import { NAMESPACE, paths } from "./fixtures";
import { contractSuite } from "./suite";

interface Node extends KubeObject {
  readonly spec?: { readonly unschedulable?: boolean };
}

const NODES = "/api/v1/nodes";
const BUDGETS = `/apis/policy/v1/namespaces/${NAMESPACE}/poddisruptionbudgets`;
const MAPS = `/api/v1/namespaces/${NAMESPACE}/configmaps`;

interface PodPart {
  readonly isOwned?: boolean;
  readonly hasLocalData?: boolean;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A node is emptied by evictions: what they are stopped by, what they leave alone, and how the agent tells. */
export function describeDrain(cluster: () => ContractCluster): void {
  const suite = contractSuite(cluster);
  let owner = "";
  let made: { path: string; name: string }[] = [];
  const make = async (path: string, object: { metadata: { name: string } }) => {
    made.push({ path, name: object.metadata.name });
    return (await suite.create(path, object)).metadata?.uid ?? "";
  };
  beforeAll(async () => {
    // A controller of a kind that no controller of the cluster looks after, so that nothing but the drain moves its pods.
    owner = (await suite.create(MAPS, { metadata: { name: "drain-owner" } })).metadata?.uid ?? "";
  });
  afterEach(async () => {
    for (const { path, name } of made.toReversed()) await suite.remove(path, name);
    made = [];
  });

  const aNode = async (name: string) => ({ name, uid: await make(NODES, { metadata: { name } }) });
  /** A pod on the node that counts as ready, as its kubelet would say. */
  const aPod = async (name: string, node: string, { isOwned = true, hasLocalData = false, annotations = {} }: PodPart = {}) => {
    const ownerReferences = isOwned ? [{ apiVersion: "v1", kind: "ConfigMap", name: "drain-owner", uid: owner, controller: true }] : [];
    await make(paths.pods, {
      metadata: { name, labels: { app: name }, annotations, ownerReferences },
      spec: {
        nodeName: node,
        terminationGracePeriodSeconds: 1,
        tolerations: [{ operator: "Exists" }],
        containers: [{ name: "app", image: "bank.example/core:1" }],
        ...(hasLocalData ? { volumes: [{ name: "scratch", emptyDir: {} }] } : {}),
      },
    } as never);
    await suite.mergePatch(paths.pods, `${name}/status`, {
      status: { phase: "Running", conditions: [{ type: "Ready", status: "True" }], containerStatuses: [running] },
    });
  };
  const running = { name: "app", image: "i", imageID: "i", ready: true, restartCount: 0, state: { running: {} }, started: true };
  const isCordoned = async (name: string) => ((await suite.read(NODES, name)) as Node | undefined)?.spec?.unschedulable === true;
  /** Ends a pod that was evicted, as its kubelet does; a real API server of these cases has none. */
  const bury = async (name: string) => {
    await vi.waitFor(async () => {
      const pod = await suite.read(paths.pods, name);
      expect(pod === undefined || pod.metadata?.deletionTimestamp !== undefined).toBe(true);
    }, 20_000);
    await suite.remove(paths.pods, name);
  };
  const progress = () => suite.agent.accepted.at(-1)?.output;

  describe("node.drain", () => {
    it("cordons the node, evicts what a controller owns, leaves the node's own alone, and names every pod that left", async () => {
      const node = await aNode("drain-one");
      await aPod("drain-one-a", node.name);
      await aPod("drain-one-b", node.name);
      await aPod("drain-one-own", node.name, { annotations: { "kubernetes.io/config.mirror": "x" } });
      const ended = suite.order(nodeDrain.name, node);
      await Promise.all(["drain-one-a", "drain-one-b"].map(bury));
      const receipt = await ended;
      expect(receipt).toMatchObject({ outcome: "succeeded", output: { total: 2, evicted: 2, kept: 1, waiting: [] } });
      expect(receipt.changes.map(({ kind, name, operation }) => `${operation} ${kind} ${name}`).sort()).toEqual([
        "delete Pod drain-one-a",
        "delete Pod drain-one-b",
        "update Node drain-one",
      ]);
      expect(await isCordoned(node.name)).toBe(true);
      expect(await suite.read(paths.pods, "drain-one-own")).toMatchObject({ metadata: { name: "drain-one-own" } });
      expect((await suite.read(paths.pods, "drain-one-own"))?.metadata?.deletionTimestamp).toBeUndefined();
    });

    it("waits for a disruption budget, says which one, and goes on when it lets go", async () => {
      const node = await aNode("drain-two");
      await make(BUDGETS, {
        metadata: { name: "drain-two" },
        spec: { minAvailable: 1, selector: { matchLabels: { app: "drain-two-a" } } },
      } as never);
      await aPod("drain-two-a", node.name);
      const ended = suite.order(nodeDrain.name, node);
      await vi.waitFor(
        () =>
          expect(progress()).toMatchObject({
            total: 1,
            evicted: 0,
            waiting: [{ name: "drain-two-a", why: "DisruptionBudget", message: expect.stringContaining("drain-two") }],
          }),
        20_000,
      );
      expect((await suite.read(paths.pods, "drain-two-a"))?.metadata?.deletionTimestamp).toBeUndefined();
      await suite.remove(BUDGETS, "drain-two");
      await bury("drain-two-a");
      expect(await ended).toMatchObject({ outcome: "succeeded", output: { evicted: 1 } });
    });

    it("refuses with nothing done where pods would be lost, names them, and does it for whoever agreed", async () => {
      const node = await aNode("drain-three");
      await aPod("drain-three-bare", node.name, { isOwned: false });
      await aPod("drain-three-data", node.name, { hasLocalData: true });
      const refused = await suite.order(nodeDrain.name, node);
      expect(refused).toMatchObject({ outcome: "refused", reason: "Unmanaged", changes: [] });
      for (const name of ["drain-three-bare", "drain-three-data"]) expect(refused.message).toContain(`${NAMESPACE}/${name}`);
      expect(await isCordoned(node.name)).toBe(false);
      const half = await suite.order(nodeDrain.name, { ...node, evictUnmanaged: true });
      expect(half).toMatchObject({ outcome: "refused", reason: "LocalData" });
      expect(half.message).not.toContain("drain-three-bare");
      const ended = suite.order(nodeDrain.name, { ...node, evictUnmanaged: true, evictLocalData: true });
      await Promise.all(["drain-three-bare", "drain-three-data"].map(bury));
      expect(await ended).toMatchObject({ outcome: "succeeded", output: { evicted: 2 } });
    });

    it("gives up at its deadline with what it did, and ordered again goes on from there", async () => {
      const node = await aNode("drain-four");
      await make(BUDGETS, {
        metadata: { name: "drain-four" },
        spec: { minAvailable: 1, selector: { matchLabels: { app: "drain-four-b" } } },
      } as never);
      await aPod("drain-four-a", node.name);
      await aPod("drain-four-b", node.name);
      const first = suite.order(nodeDrain.name, { ...node, timeoutSeconds: 10 });
      await bury("drain-four-a");
      expect(await first).toMatchObject({
        outcome: "failed",
        reason: "DrainTimedOut",
        output: { total: 2, evicted: 1, waiting: [{ name: "drain-four-b" }] },
        changes: expect.arrayContaining([expect.objectContaining({ name: "drain-four-a", operation: "delete" })]),
      });
      expect(await isCordoned(node.name)).toBe(true);
      await suite.remove(BUDGETS, "drain-four");
      const second = suite.order(nodeDrain.name, node);
      await bury("drain-four-b");
      expect(await second).toMatchObject({ outcome: "succeeded", output: { total: 1, evicted: 1 } });
    });

    it("stops for whoever uncordons the node, through Holdfast or beside it", async () => {
      const node = await aNode("drain-five");
      await make(BUDGETS, {
        metadata: { name: "drain-five" },
        spec: { minAvailable: 1, selector: { matchLabels: { app: "drain-five-a" } } },
      } as never);
      await aPod("drain-five-a", node.name);
      const isWaiting = () => vi.waitFor(() => expect(progress()).toMatchObject({ waiting: [{ why: "DisruptionBudget" }] }), 20_000);
      const overtaken = suite.order(nodeDrain.name, node);
      await isWaiting();
      expect(await suite.order(nodeUncordon.name, node)).toMatchObject({ outcome: "succeeded", output: { hasChanged: true } });
      expect(await overtaken).toMatchObject({ outcome: "failed", reason: "Overtaken", output: { evicted: 0 } });
      suite.agent.accepted.length = 0;
      const given = suite.order(nodeDrain.name, node);
      await isWaiting();
      await suite.mergePatch(NODES, node.name, { spec: { unschedulable: null } });
      expect(await given).toMatchObject({ outcome: "failed", reason: "Uncordoned" });
      expect((await suite.read(paths.pods, "drain-five-a"))?.metadata?.deletionTimestamp).toBeUndefined();
    });

    it("planned or rehearsed tells what would hold it back, and changes nothing", async () => {
      const node = await aNode("drain-dry");
      await make(BUDGETS, {
        metadata: { name: "drain-dry" },
        spec: { minAvailable: 1, selector: { matchLabels: { app: "drain-dry-held" } } },
      } as never);
      await aPod("drain-dry-held", node.name);
      await aPod("drain-dry-bare", node.name, { isOwned: false, hasLocalData: true });
      await vi.waitFor(async () => {
        const { exists, pods } = await suite.hub.ask(suite.agent, nodeDrainPlan, { name: node.name });
        expect(exists).toBe(true);
        expect(pods.toSorted((a, b) => a.name.localeCompare(b.name))).toMatchObject([
          { name: "drain-dry-bare", controller: null, risks: ["Unmanaged", "LocalData"], blockedBy: null },
          { name: "drain-dry-held", controller: "ConfigMap drain-owner", risks: [], blockedBy: expect.stringContaining("drain-dry") },
        ]);
      }, 20_000);
      const input = { ...node, evictUnmanaged: true, evictLocalData: true };
      expect(await suite.hub.ask(suite.agent, commandRehearse, { name: nodeDrain.name, input })).toMatchObject({ refusal: null });
      expect(await isCordoned(node.name)).toBe(false);
      for (const name of ["drain-dry-held", "drain-dry-bare"])
        expect((await suite.read(paths.pods, name))?.metadata?.deletionTimestamp).toBeUndefined();
      expect(await suite.hub.ask(suite.agent, nodeDrainPlan, { name: "nowhere" })).toEqual({ exists: false, pods: [] });
    });
  });
}
