import { describe, expect, it } from "vitest";
import type { Pod } from "../../kube/types/pod";
import { type LivingCluster, livingCluster } from "../../living-cluster";

const pods = (count: number, cpu: string, more = "") =>
  Array.from(
    { length: count },
    (_, i) => `
apiVersion: v1
kind: Pod
metadata: { name: p${i}, namespace: default, labels: { app: p } }
spec:
  ${more}
  containers: [{ name: main, image: "app:1", resources: { requests: { cpu: "${cpu}", memory: 1Gi } } }]
`,
  ).join("---");
const nodesOf = (cluster: LivingCluster) => cluster.pods().map(({ spec }) => spec.nodeName);
const scheduled = (cluster: LivingCluster, name: string) =>
  cluster.find<Pod>("pods", "default", name).status.conditions?.find(({ type }) => type === "PodScheduled");

describe("the scheduler", () => {
  it("gives no node more than it has, and tells those who must wait why", () => {
    const cluster = livingCluster({ nodes: { count: 2 } });
    cluster.apply(pods(5, "3"));
    cluster.pass(5);
    expect(nodesOf(cluster).filter(Boolean).sort()).toEqual(["c-worker-01", "c-worker-01", "c-worker-02", "c-worker-02"]);
    const waiting = cluster.pods().find(({ spec }) => !spec.nodeName)?.metadata.name ?? "";
    expect(scheduled(cluster, waiting)).toMatchObject({
      status: "False",
      reason: "Unschedulable",
      message: expect.stringContaining("0/2 nodes are available: 2 Insufficient cpu"),
    });
    expect(cluster.warnings(waiting)).toEqual(["FailedScheduling"]);
    expect(cluster.failures).toEqual([]);
  });

  it("places who waited as soon as there is room", () => {
    const cluster = livingCluster({ nodes: { count: 1 } });
    cluster.apply(pods(3, "3"));
    cluster.pass(5);
    const running = cluster.pods().find(({ spec }) => spec.nodeName);
    cluster.store.delete("pods", "default", running?.metadata.name ?? "");
    cluster.pass(5);
    expect(nodesOf(cluster)).toEqual(["c-worker-01", "c-worker-01"]);
  });

  it("keeps pods apart that would rather be, and shares when it has to", () => {
    const apart = `affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: { topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: p } } } }] } }`;
    const cluster = livingCluster();
    cluster.apply(pods(4, "100m", apart));
    cluster.pass(5);
    const counts = ["c-worker-01", "c-worker-02", "c-worker-03"].map((node) => nodesOf(cluster).filter((each) => each === node).length);
    expect(counts.toSorted()).toEqual([1, 1, 2]);
  });

  it("respects taints, selectors and cordons", () => {
    const cluster = livingCluster({ nodes: { count: 3, controlPlane: 1 } });
    cluster.change("nodes", null, "c-worker-01", { unschedulable: true });
    cluster.apply(pods(2, "100m"));
    cluster.pass(5);
    expect(nodesOf(cluster)).toEqual(["c-worker-02", "c-worker-02"]);
    cluster.apply(pods(1, "100m", "nodeSelector: { disk: fast }").replace("p0", "picky"));
    cluster.pass(1);
    expect(scheduled(cluster, "picky")?.message).toContain("didn't match Pod's node affinity/selector");
    expect(scheduled(cluster, "picky")?.message).toContain("had untolerated taint(s)");
    expect(scheduled(cluster, "picky")?.message).toContain("were unschedulable");
  });
});
