import { describe, expect, it } from "vitest";
import type { Node } from "../../kube/types/node";
import type { Deployment } from "../../kube/types/workload";
import { type LivingCluster, livingCluster } from "../../living-cluster";

const WEB = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: default }
spec:
  replicas: 6
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "web:1", resources: { requests: { cpu: 500m } } }] }
`;
const LOST = "c-worker-02";
const node = (cluster: LivingCluster) => cluster.find<Node>("nodes", null, LOST);
const readyOf = (cluster: LivingCluster) => node(cluster).status?.conditions?.find(({ type }) => type === "Ready");
const on = (cluster: LivingCluster, name: string) => cluster.pods().filter(({ spec }) => spec.nodeName === name);
const available = (cluster: LivingCluster) => cluster.find<Deployment>("deployments.apps", "default", "web").status?.availableReplicas;

describe("a node that is lost", () => {
  it("is believed in for a while, then unknown and tainted; its pods are not ready, then driven off and replaced", () => {
    const cluster = livingCluster();
    cluster.apply(WEB);
    cluster.pass(20);
    const there = on(cluster, LOST).length;
    expect(there).toBeGreaterThan(0);
    cluster.setNodeReachable(LOST, false);
    cluster.pass(35);
    expect(readyOf(cluster)).toMatchObject({ status: "True" });
    expect(available(cluster)).toBe(6);
    cluster.pass(10);
    expect(readyOf(cluster)).toMatchObject({ status: "Unknown", reason: "NodeStatusUnknown" });
    expect(node(cluster).spec?.taints).toMatchObject([
      { key: "node.kubernetes.io/unreachable", effect: "NoSchedule" },
      { key: "node.kubernetes.io/unreachable", effect: "NoExecute" },
    ]);
    expect(available(cluster)).toBe(6 - there);
    // Pods put up with an unreachable node for five minutes.
    cluster.pass(280);
    expect(cluster.pods()).toHaveLength(6);
    cluster.pass(40);
    expect(available(cluster)).toBe(6);
    expect(on(cluster, LOST).every(({ metadata }) => metadata.deletionTimestamp)).toBe(true);
    expect(cluster.failures).toEqual([]);
  });

  it("ends what it was told to end when it comes back, and takes pods again", () => {
    const cluster = livingCluster();
    cluster.apply(WEB);
    cluster.pass(20);
    cluster.setNodeReachable(LOST, false);
    cluster.pass(400);
    expect(on(cluster, LOST).length).toBeGreaterThan(0);
    cluster.setNodeReachable(LOST, true);
    cluster.pass(5);
    expect(readyOf(cluster)).toMatchObject({ status: "True", reason: "KubeletReady" });
    expect(node(cluster).spec?.taints).toBeUndefined();
    expect(on(cluster, LOST)).toHaveLength(0);
    expect(cluster.pods()).toHaveLength(6);
  });

  it("that comes back in time keeps its pods", () => {
    const cluster = livingCluster();
    cluster.apply(WEB);
    cluster.pass(20);
    const before = on(cluster, LOST).map(({ metadata }) => metadata.uid);
    cluster.setNodeReachable(LOST, false);
    cluster.pass(120);
    cluster.setNodeReachable(LOST, true);
    cluster.pass(400);
    expect(on(cluster, LOST).map(({ metadata }) => metadata.uid)).toEqual(before);
    expect(available(cluster)).toBe(6);
  });

  it("with all others keeps its pods however long it takes, and when the others are back only its own are driven off", () => {
    const cluster = livingCluster();
    cluster.apply(WEB);
    cluster.pass(20);
    const uids = () => cluster.pods().map(({ metadata }) => metadata.uid);
    const before = uids();
    for (const name of cluster.nodeNames()) cluster.setNodeReachable(name, false);
    cluster.pass(3600);
    expect(uids()).toEqual(before);
    expect(available(cluster)).toBeUndefined();
    for (const name of cluster.nodeNames()) if (name !== LOST) cluster.setNodeReachable(name, true);
    cluster.pass(200);
    expect(uids()).toEqual(before);
    cluster.pass(200);
    expect(available(cluster)).toBe(6);
    expect(on(cluster, LOST).every(({ metadata }) => metadata.deletionTimestamp)).toBe(true);
    expect(cluster.failures).toEqual([]);
  });

  it("renews its lease only while it can be reached", () => {
    const cluster = livingCluster();
    const renewedAt = () => {
      const lease = cluster.find("leases.coordination.k8s.io", "kube-node-lease", LOST);
      return Date.parse((lease.spec as { renewTime: string }).renewTime);
    };
    cluster.pass(60);
    const first = renewedAt();
    cluster.pass(20);
    expect(renewedAt()).toBeGreaterThan(first);
    cluster.setNodeReachable(LOST, false);
    const last = renewedAt();
    cluster.pass(60);
    expect(renewedAt()).toBe(last);
  });
});
