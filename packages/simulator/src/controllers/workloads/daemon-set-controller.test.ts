import { describe, expect, it } from "vitest";
import { nodeObject } from "../../fleet/node-factory";
import type { DaemonSet } from "../../kube/types/workload";
import { type LivingCluster, livingCluster } from "../../living-cluster";

const SETS = "daemonsets.apps";
const logs = (more = "") => `
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: logs, namespace: default }
spec:
  selector: { matchLabels: { app: logs } }
  template:
    metadata: { labels: { app: logs } }
    spec: { ${more} containers: [{ name: logs, image: "logs:1" }] }
`;
const nodesOf = (cluster: LivingCluster) =>
  cluster
    .pods()
    .map(({ spec }) => spec.nodeName)
    .sort();
const statusOf = (cluster: LivingCluster) => cluster.find<DaemonSet>(SETS, "default", "logs").status;

describe("a DaemonSet", () => {
  it("has a pod on every node that takes it, cordoned ones too, and on one that is added", () => {
    const cluster = livingCluster({ nodes: { count: 3, controlPlane: 1 } });
    cluster.change("nodes", null, "c-worker-01", { unschedulable: true });
    cluster.apply(logs());
    cluster.pass(10);
    expect(nodesOf(cluster)).toEqual(["c-worker-01", "c-worker-02"]);
    expect(statusOf(cluster)).toMatchObject({ desiredNumberScheduled: 2, numberReady: 2, updatedNumberScheduled: 2 });
    const node = nodeObject({
      ...{ name: "new", zone: "a", region: "here", address: "172.16.9.9", cpu: "4", memory: "8Gi", isControlPlane: false },
      now: cluster.api.now(),
    });
    cluster.store.create("nodes", node as Parameters<typeof cluster.store.create>[1]);
    cluster.pass(10);
    expect(nodesOf(cluster)).toEqual(["c-worker-01", "c-worker-02", "new"]);
    cluster.store.delete("nodes", null, "new");
    cluster.pass(60);
    expect(nodesOf(cluster)).toEqual(["c-worker-01", "c-worker-02"]);
    expect(cluster.failures).toEqual([]);
  });

  it("with a toleration of everything is on the control plane too, and with a selector only where it fits", () => {
    const everywhere = livingCluster({ nodes: { count: 3, controlPlane: 1 } });
    everywhere.apply(logs("tolerations: [{ operator: Exists }],"));
    everywhere.pass(10);
    expect(nodesOf(everywhere)).toEqual(["c-control-01", "c-worker-01", "c-worker-02"]);
    const chosen = livingCluster();
    chosen.apply(logs("nodeSelector: { topology.kubernetes.io/zone: b },"));
    chosen.pass(10);
    expect(nodesOf(chosen)).toEqual(["c-worker-02"]);
  });

  it("rolls a new template out one node at a time", () => {
    const cluster = livingCluster();
    cluster.apply(logs());
    cluster.pass(20);
    let fewest = 3;
    cluster.store.subscribe(({ resource }) => {
      if (resource !== "pods") return;
      const ready = cluster.pods().filter(({ metadata, status }) => {
        const isReady = status.conditions?.some(({ type, status: value }) => type === "Ready" && value === "True");
        return isReady && metadata.deletionTimestamp === undefined;
      });
      fewest = Math.min(fewest, ready.length);
    });
    const { template } = cluster.find<DaemonSet>(SETS, "default", "logs").spec;
    const containers = template.spec.containers.map((container) => ({ ...container, image: "logs:2" }));
    cluster.change(SETS, "default", "logs", { template: { ...template, spec: { ...template.spec, containers } } });
    cluster.pass(60);
    expect(fewest).toBe(2);
    expect(cluster.pods().map(({ spec }) => spec.containers[0]?.image)).toEqual(["logs:2", "logs:2", "logs:2"]);
    expect(statusOf(cluster)).toMatchObject({ updatedNumberScheduled: 3, numberReady: 3, observedGeneration: 2 });
  });
});
