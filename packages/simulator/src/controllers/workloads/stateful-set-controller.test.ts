import { describe, expect, it } from "vitest";
import type { Pod } from "../../kube/types/pod";
import type { StatefulSet } from "../../kube/types/workload";
import { type LivingCluster, livingCluster } from "../../living-cluster";

const SETS = "statefulsets.apps";
const db = (replicas: number, more = "") => `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: fast }
provisioner: disk.csi.simulated.dev
reclaimPolicy: Delete
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: default }
spec:
  replicas: ${replicas}
  serviceName: db
  ${more}
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: "db:1", readinessProbe: { tcpSocket: { port: 1 }, periodSeconds: 2 } }] }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], storageClassName: fast, resources: { requests: { storage: 1Gi } } }
`;

const names = (cluster: LivingCluster) =>
  cluster
    .pods()
    .map(({ metadata }) => metadata.name)
    .sort();
const statusOf = (cluster: LivingCluster) => cluster.find<StatefulSet>(SETS, "default", "db").status;
const claims = (cluster: LivingCluster) => cluster.store.list("persistentvolumeclaims").map(({ metadata }) => metadata.name);
const imageOf = (pod: Pod) => pod.spec.containers[0]?.image;
const withImage = (cluster: LivingCluster, image: string) => {
  const { template } = cluster.find<StatefulSet>(SETS, "default", "db").spec;
  const containers = template.spec.containers.map((container) => ({ ...container, image }));
  cluster.change(SETS, "default", "db", { template: { ...template, spec: { ...template.spec, containers } } });
};
const isReady = ({ status }: Pod) => status.conditions?.some(({ type, status: value }) => type === "Ready" && value === "True");

describe("a StatefulSet", () => {
  it("brings its pods up one after another, each when the one before is ready, with a claim of its own", () => {
    const cluster = livingCluster();
    let isInOrder = true;
    cluster.store.subscribe(({ resource, type, object }) => {
      if (resource !== "pods" || type !== "ADDED") return;
      const ordinal = Number(object.metadata.name.slice(3));
      isInOrder &&= cluster.pods().filter(isReady).length >= ordinal;
    });
    cluster.apply(db(3));
    cluster.pass(40);
    expect(isInOrder).toBe(true);
    expect(names(cluster)).toEqual(["db-0", "db-1", "db-2"]);
    expect(statusOf(cluster)).toMatchObject({ replicas: 3, readyReplicas: 3, updatedReplicas: 3, observedGeneration: 1 });
    expect(claims(cluster)).toEqual(["data-db-0", "data-db-1", "data-db-2"]);
    const bound = cluster.store.list("persistentvolumeclaims").map(({ status }) => (status as { phase: string }).phase);
    expect(bound).toEqual(["Bound", "Bound", "Bound"]);
    expect(cluster.failures).toEqual([]);
  });

  it("gives up its highest numbers first, keeps their claims, and finds them again", () => {
    const cluster = livingCluster();
    cluster.apply(db(3));
    cluster.pass(40);
    const volumes = cluster.store.list("persistentvolumes").map(({ metadata }) => metadata.uid);
    cluster.change(SETS, "default", "db", { replicas: 1 });
    cluster.pass(20);
    expect(names(cluster)).toEqual(["db-0"]);
    expect(claims(cluster)).toHaveLength(3);
    cluster.change(SETS, "default", "db", { replicas: 3 });
    cluster.pass(40);
    expect(names(cluster)).toEqual(["db-0", "db-1", "db-2"]);
    expect(cluster.store.list("persistentvolumes").map(({ metadata }) => metadata.uid)).toEqual(volumes);
  });

  it("rolls a new template out from the highest number down, one pod at a time", () => {
    const cluster = livingCluster();
    cluster.apply(db(3));
    cluster.pass(40);
    const replaced: string[] = [];
    let fewest = 3;
    cluster.store.subscribe(({ resource, type, object }) => {
      if (resource !== "pods") return;
      if (type === "ADDED") replaced.push(object.metadata.name);
      fewest = Math.min(fewest, cluster.pods().filter(isReady).length);
    });
    withImage(cluster, "db:2");
    cluster.pass(60);
    expect(replaced).toEqual(["db-2", "db-1", "db-0"]);
    expect(fewest).toBe(2);
    expect(cluster.pods().map(imageOf)).toEqual(["db:2", "db:2", "db:2"]);
    const { currentRevision, updateRevision } = statusOf(cluster) ?? {};
    expect(currentRevision).toBe(updateRevision);
  });

  it("leaves the pods below its partition as they are", () => {
    const cluster = livingCluster();
    cluster.apply(db(3, "updateStrategy: { type: RollingUpdate, rollingUpdate: { partition: 2 } }"));
    cluster.pass(40);
    withImage(cluster, "db:2");
    cluster.pass(60);
    const images = Object.fromEntries(cluster.pods().map((pod) => [pod.metadata.name, imageOf(pod)]));
    expect(images).toEqual({ "db-0": "db:1", "db-1": "db:1", "db-2": "db:2" });
  });

  it("that is parallel waits for nobody", () => {
    const cluster = livingCluster();
    cluster.apply(db(3, "podManagementPolicy: Parallel"));
    cluster.pass(0);
    expect(names(cluster)).toEqual(["db-0", "db-1", "db-2"]);
  });

  it("replaces a pod that is deleted by one of the same name", () => {
    const cluster = livingCluster();
    cluster.apply(db(2));
    cluster.pass(30);
    const before = cluster.find("pods", "default", "db-0").metadata.uid;
    cluster.store.delete("pods", "default", "db-0");
    cluster.pass(20);
    const after = cluster.find<Pod>("pods", "default", "db-0");
    expect(after.metadata.uid).not.toBe(before);
    expect(isReady(after)).toBe(true);
  });
});
