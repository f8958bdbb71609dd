import { describe, expect, it, vi } from "vitest";
import type { Deployment } from "../../kube/types/workload";
import { type LivingCluster, livingCluster } from "../../living-cluster";
import { seededRandom } from "../seeded-random";
import { isActive, isAvailable } from "./pod-state";

// Much is computed at once here, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

const DEPLOYMENTS = "deployments.apps";

const web = (replicas: number, strategy = "", image = "web:1", annotations = "") => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: default }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: web } }
  ${strategy}
  progressDeadlineSeconds: 60
  template:
    metadata: { labels: { app: web }, annotations: { ${annotations} } }
    spec:
      containers:
        - { name: web, image: "${image}", resources: { requests: { cpu: 100m, memory: 64Mi } }, readinessProbe: { httpGet: { path: /, port: 80 }, periodSeconds: 2 } }
`;
const rolling = (maxSurge: number | string, maxUnavailable: number | string) =>
  `strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: ${maxSurge}, maxUnavailable: ${maxUnavailable} } }`;

const deploymentOf = (cluster: LivingCluster) => cluster.find<Deployment>(DEPLOYMENTS, "default", "web");
const withImage = (cluster: LivingCluster, image: string, annotations: Record<string, string> = {}) => {
  const { template } = deploymentOf(cluster).spec;
  const containers = template.spec.containers.map((container) => ({ ...container, image }));
  cluster.change(DEPLOYMENTS, "default", "web", {
    template: { metadata: { ...template.metadata, annotations }, spec: { ...template.spec, containers } },
  });
};
const conditionOf = (cluster: LivingCluster, type: string) =>
  deploymentOf(cluster).status?.conditions?.find((condition) => condition.type === type);
const imagesOf = (cluster: LivingCluster) => cluster.pods().map(({ spec }) => spec.containers[0]?.image);

describe("a Deployment", () => {
  it("comes up, says so, and its ReplicaSet is its first revision", () => {
    const cluster = livingCluster();
    cluster.apply(web(4));
    cluster.pass(20);
    const { metadata, status } = deploymentOf(cluster);
    expect(status).toMatchObject({ observedGeneration: 1, replicas: 4, updatedReplicas: 4, readyReplicas: 4, availableReplicas: 4 });
    expect(status?.unavailableReplicas).toBeUndefined();
    expect(metadata.annotations).toMatchObject({ "deployment.kubernetes.io/revision": "1" });
    expect(conditionOf(cluster, "Available")).toMatchObject({ status: "True", reason: "MinimumReplicasAvailable" });
    expect(conditionOf(cluster, "Progressing")).toMatchObject({ status: "True", reason: "NewReplicaSetAvailable" });
    expect(cluster.failures).toEqual([]);
  });

  const random = seededRandom(42);
  const plans = Array.from({ length: 12 }, () => {
    const replicas = 1 + Math.floor(random() * 12);
    const maxSurge = Math.floor(random() * 4);
    const maxUnavailable = maxSurge === 0 ? 1 + Math.floor(random() * 3) : Math.floor(random() * 3);
    return { replicas, maxSurge, maxUnavailable, seed: Math.floor(random() * 1000) };
  });

  it.each(plans)(
    "rolls $replicas pods with surge $maxSurge and $maxUnavailable missing, never beyond or below",
    ({ replicas, maxSurge, maxUnavailable, seed }) => {
      const cluster = livingCluster({ seed });
      cluster.apply(web(replicas, rolling(maxSurge, maxUnavailable)));
      cluster.pass(40);
      let most = 0;
      let fewest = Number.POSITIVE_INFINITY;
      cluster.store.subscribe(({ resource }) => {
        if (resource !== "pods") return;
        const pods = cluster.pods().filter(isActive);
        most = Math.max(most, pods.length);
        fewest = Math.min(fewest, pods.filter((pod) => isAvailable(pod, 0, cluster.api.now())).length);
      });
      withImage(cluster, "web:2");
      cluster.pass(240);
      expect(most).toBeLessThanOrEqual(replicas + maxSurge);
      expect(fewest).toBeGreaterThanOrEqual(replicas - Math.min(maxUnavailable, replicas));
      expect(new Set(imagesOf(cluster))).toEqual(new Set(["web:2"]));
      expect(deploymentOf(cluster)).toMatchObject({
        status: { availableReplicas: replicas, updatedReplicas: replicas, observedGeneration: 2 },
      });
      expect(deploymentOf(cluster).metadata.annotations).toMatchObject({ "deployment.kubernetes.io/revision": "2" });
    },
  );

  it("stops a rollout that does not work before it costs more than its bounds, and says when it gave up", () => {
    const cluster = livingCluster();
    cluster.apply(web(6, rolling(2, 1)));
    cluster.pass(30);
    withImage(cluster, "web:2", { "simulator.holdfast.dev/behaviour": "unready" });
    cluster.pass(40);
    expect(deploymentOf(cluster).status).toMatchObject({ availableReplicas: 5, updatedReplicas: 3 });
    expect(conditionOf(cluster, "Progressing")).toMatchObject({ status: "True" });
    cluster.pass(60);
    expect(conditionOf(cluster, "Progressing")).toMatchObject({ status: "False", reason: "ProgressDeadlineExceeded" });
    expect(conditionOf(cluster, "Available")).toMatchObject({ status: "True" });

    withImage(cluster, "web:1");
    cluster.pass(30);
    expect(deploymentOf(cluster)).toMatchObject({ status: { availableReplicas: 6, updatedReplicas: 6 } });
    expect(deploymentOf(cluster).metadata.annotations).toMatchObject({ "deployment.kubernetes.io/revision": "3" });
    expect(conditionOf(cluster, "Progressing")).toMatchObject({ status: "True", reason: "NewReplicaSetAvailable" });
  });

  it("that is recreated has no pods of two templates at once", () => {
    const cluster = livingCluster();
    cluster.apply(web(3, "strategy: { type: Recreate }"));
    cluster.pass(20);
    let isMixed = false;
    cluster.store.subscribe(() => {
      isMixed ||= new Set(imagesOf(cluster)).size > 1;
    });
    withImage(cluster, "web:2");
    cluster.pass(60);
    expect(isMixed).toBe(false);
    expect(imagesOf(cluster)).toEqual(["web:2", "web:2", "web:2"]);
  });

  it("that is paused does not roll out, but is scaled", () => {
    const cluster = livingCluster();
    cluster.apply(web(2));
    cluster.pass(20);
    cluster.change(DEPLOYMENTS, "default", "web", { paused: true, replicas: 4 });
    withImage(cluster, "web:2");
    cluster.pass(30);
    expect(imagesOf(cluster)).toEqual(["web:1", "web:1", "web:1", "web:1"]);
    expect(conditionOf(cluster, "Progressing")).toMatchObject({ status: "Unknown", reason: "DeploymentPaused" });
    cluster.change(DEPLOYMENTS, "default", "web", { paused: false });
    cluster.pass(60);
    expect(new Set(imagesOf(cluster))).toEqual(new Set(["web:2"]));
  });

  it("that is scaled in the middle of a rollout gets there all the same", () => {
    const cluster = livingCluster();
    cluster.apply(web(8, rolling("25%", "25%")));
    cluster.pass(30);
    withImage(cluster, "web:2");
    cluster.pass(2);
    cluster.change(DEPLOYMENTS, "default", "web", { replicas: 14 });
    cluster.pass(120);
    expect(imagesOf(cluster)).toHaveLength(14);
    expect(new Set(imagesOf(cluster))).toEqual(new Set(["web:2"]));
    cluster.change(DEPLOYMENTS, "default", "web", { replicas: 0 });
    cluster.pass(20);
    expect(cluster.pods()).toHaveLength(0);
    expect(deploymentOf(cluster).status).toMatchObject({ observedGeneration: 4 });
  });

  it("keeps no more old ReplicaSets than it is told to", () => {
    const cluster = livingCluster();
    cluster.apply(web(1));
    cluster.change(DEPLOYMENTS, "default", "web", { revisionHistoryLimit: 2 });
    for (let version = 2; version < 8; version += 1) {
      cluster.pass(20);
      withImage(cluster, `web:${version}`);
    }
    cluster.pass(30);
    expect(cluster.store.list("replicasets.apps")).toHaveLength(3);
  });

  it("whose pods admission denies says why, and recovers when it no longer does", () => {
    const cluster = livingCluster();
    cluster.apply(`
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: no-web }
spec:
  matchConstraints: { resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }] }
  validations: [{ expression: "!object.spec.containers.exists(c, c.image.startsWith('web'))", message: no web here }]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: no-web }
spec: { policyName: no-web, validationActions: [Deny] }
`);
    cluster.apply(web(2));
    cluster.pass(30);
    expect(cluster.pods()).toHaveLength(0);
    expect(conditionOf(cluster, "ReplicaFailure")).toMatchObject({
      status: "True",
      reason: "FailedCreate",
      message: expect.stringContaining("no web here"),
    });
    const [set] = cluster.store.list("replicasets.apps");
    expect(cluster.warnings(set?.metadata.name ?? "")).toContain("FailedCreate");
    cluster.store.delete("validatingadmissionpolicybindings.admissionregistration.k8s.io", null, "no-web");
    cluster.pass(30);
    expect(deploymentOf(cluster).status).toMatchObject({ availableReplicas: 2 });
    expect(conditionOf(cluster, "ReplicaFailure")).toBeUndefined();
  });

  it("lives the same life again from the same seed, and another from another", () => {
    const lives = [1, 1, 2].map((seed) => {
      const cluster = livingCluster({ seed });
      cluster.apply(web(5));
      cluster.pass(60);
      return cluster
        .pods()
        .map(({ metadata, spec, status }) => [metadata.name, metadata.uid, spec.nodeName, status.podIP, status.conditions]);
    });
    expect(lives[0]).toEqual(lives[1]);
    expect(lives[0]).not.toEqual(lives[2]);
  });
});
