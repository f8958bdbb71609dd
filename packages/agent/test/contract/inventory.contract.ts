import { observedResources } from "@holdfast/contracts/resources";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { describe, expect, it, vi } from "vitest";
import { observe } from "../../src/inventory/record";
import { Random } from "../random";
import type { ContractCluster } from "./contract-cluster";
import { definition, paths, strandedPod, workload } from "./fixtures";
import { contractSuite } from "./suite";

const SETTLED = { timeout: 30_000, interval: 50 };

/** What the agent observes, compared with the cluster itself, object for object. */
export function describeInventory(cluster: () => ContractCluster): void {
  const suite = contractSuite(cluster);

  /** What the cluster has of a resource now, as name and digest; undefined when it does not have the kind. */
  async function truth({
    group,
    plural,
    kind,
    key,
    versions,
    fieldSelector,
  }: (typeof observedResources)[number]): Promise<string[] | undefined> {
    for (const version of versions) {
      const root = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
      const query = fieldSelector ? `?fieldSelector=${encodeURIComponent(fieldSelector)}` : "";
      const { status, body } = await suite.cluster.request<{ items?: KubeObject[] }>("GET", `${root}/${plural}${query}`);
      if (status === 200) return (body.items ?? []).flatMap((object) => describeRecord(observe(key, kind, object)?.record)).sort();
    }
    return undefined;
  }
  const describeRecord = (record: { namespace: string | null; name: string; digest: string } | undefined) =>
    record ? [`${record.namespace}/${record.name} ${record.digest}`] : [];

  /** Waits until everything that the hub holds is what the cluster has. */
  const untilEqual = () =>
    vi.waitFor(async () => {
      for (const resource of observedResources) {
        const held = suite.agent.objectsOf(resource.key).flatMap(describeRecord).sort();
        expect(held, resource.key).toEqual((await truth(resource)) ?? []);
      }
    }, SETTLED);

  /** Creates, changes and deletes at random; the same every time. */
  async function churn(seed: number, steps: number): Promise<void> {
    const random = new Random(seed);
    for (let i = 0; i < steps; i++) {
      const name = `churn-${random.below(6)}`;
      switch (random.below(6)) {
        case 0:
          await suite.create(paths.pods, strandedPod(name, { step: String(i) }));
          break;
        case 1:
          await suite.remove(paths.pods, name);
          break;
        case 2:
          await suite.create(paths.deployments, workload(name, random.below(3)));
          break;
        case 3:
          await suite.cluster.request(
            "PATCH",
            `${paths.deployments}/${name}`,
            { spec: { replicas: random.below(4) } },
            { "content-type": "application/merge-patch+json" },
          );
          break;
        case 4:
          await suite.create(paths.services, { metadata: { name, labels: { step: String(i) } }, spec: { ports: [{ port: 80 + i }] } });
          break;
        default:
          await suite.remove(random.below(2) === 0 ? paths.services : paths.deployments, name);
      }
    }
  }

  describe("the inventory", () => {
    it("equals the cluster object for object after it was churned", async () => {
      await churn(1, 60);
      await untilEqual();
    });

    it("equals it while the link is cut again and again", async () => {
      for (let round = 0; round < 8; round++) {
        suite.hub.cut(suite.agent);
        await churn(10 + round, 6);
      }
      await untilEqual();
    });

    it("equals it after the API server was away, and every watch is alive afterwards", async () => {
      await churn(30, 10);
      await suite.cluster.cut();
      await churn(31, 15);
      await untilEqual();
      const name = `alive-${Date.now()}`;
      await suite.create(paths.services, { metadata: { name }, spec: { ports: [{ port: 80 }] } });
      await vi.waitUntil(() => suite.agent.objectsOf("services").some((record) => record.name === name), { timeout: 10_000, interval: 10 });
      await suite.remove(paths.services, name);
      await vi.waitUntil(() => !suite.agent.objectsOf("services").some((record) => record.name === name), {
        timeout: 10_000,
        interval: 10,
      });
    });

    it("is proven: the hub's rows and the agent's own count agree", async () => {
      await untilEqual();
      const before = suite.agent.summaries.length;
      await vi.waitUntil(() => suite.agent.summaries.length > before + 1, { timeout: 15_000 });
      const proof = suite.agent.summaries.at(-1) ?? [];
      const pods = suite.agent.objectsOf("pods");
      const digest = pods.reduce((sum, record) => BigInt.asIntN(64, sum ^ BigInt(record.digest)), 0n).toString();
      expect(proof.find(({ resource }) => resource === "pods")).toEqual({ resource: "pods", count: pods.length, digest });
    });

    it("heals when the hub's rows are wrong", async () => {
      const [first] = suite.agent.objectsOf("namespaces");
      if (!first) throw new Error("every cluster has namespaces");
      suite.agent.objects.delete(first.uid);
      suite.agent.objects.set("phantom", { ...first, uid: "phantom", name: "phantom", digest: "12345" });
      await untilEqual();
      expect(suite.agent.objects.has("phantom")).toBe(false);
    });

    it("has the objects of an added kind by their metadata, once the agent may read them, and a word about it until then", async () => {
      await suite.create(paths.definitions, definition("contract.example.com", "ledgers", "Ledger"));
      await vi.waitUntil(() => suite.agent.resources.get("ledgers.contract.example.com")?.state === "forbidden", SETTLED);
      // Other suites of this cluster may have left kinds that the agent may not read either.
      const isMissed = () =>
        suite.agent.findings.get("RbacMissing custom resources")?.message.includes("ledgers.contract.example.com") ?? false;
      await vi.waitUntil(isMissed, SETTLED);
      await suite.remove(paths.definitions, "ledgers.contract.example.com");
      await vi.waitUntil(() => !isMissed(), SETTLED);
    });

    it("has the clusters that a control plane lists once their definition is served, with their facts and none of their secrets", async () => {
      const key = "clusters.cluster.karmada.io";
      const listing = definition("cluster.karmada.io", "clusters", "Cluster", ["v1alpha1"]);
      await suite.create(paths.definitions, { ...listing, spec: { ...listing.spec, scope: "Cluster" } });
      const spec = { id: "3f2504e0-4f89-41d3-9a0c-0305e82c3301", region: "eu", secretRef: { name: "hunter2" } };
      const object = { apiVersion: "cluster.karmada.io/v1alpha1", kind: "Cluster", metadata: { name: "fra-1" }, spec };
      const path = "/apis/cluster.karmada.io/v1alpha1/clusters";
      await vi.waitUntil(async () => (await suite.cluster.request("POST", path, object)).status === 201, SETTLED);
      await vi.waitUntil(() => suite.agent.objectsOf(key).length === 1, SETTLED);
      const [record] = suite.agent.objectsOf(key);
      expect(record).toMatchObject({ name: "fra-1", status: "Pending", facts: { clusterUid: spec.id, region: "eu" } });
      expect(JSON.stringify(record)).not.toContain("hunter2");
      await suite.remove(paths.definitions, key);
      await vi.waitUntil(() => suite.agent.objectsOf(key).length === 0, SETTLED);
    });
  });
}
