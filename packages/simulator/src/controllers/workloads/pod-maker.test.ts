import { describe, expect, it } from "vitest";
import { type LivingCluster, livingCluster } from "../../living-cluster";

const DENIAL = `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: no-app }
spec:
  matchConstraints: { resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }] }
  validations: [{ expression: "!object.spec.containers.exists(c, c.image.endsWith(':1'))", message: not this one }]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: no-app }
spec: { policyName: no-app, validationActions: [Deny] }
`;
const template = (more = "") =>
  `template: { metadata: { labels: { app: web } }, spec: { ${more} containers: [{ name: web, image: "app:1" }] } }`;
const owner = (apiVersion: string, kind: string, spec: string) => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: web, namespace: default }
spec: { ${spec} }
`;
const selector = "selector: { matchLabels: { app: web } }";

/** The Warning events of the cluster: how many objects, and how often they were told in all. */
const told = (cluster: LivingCluster) => {
  const warnings = cluster.store.list("events").filter(({ type }) => type === "Warning") as { count?: number; message?: string }[];
  return { objects: warnings.length, times: warnings.reduce((sum, { count = 1 }) => sum + count, 0), warnings };
};
const lift = (cluster: LivingCluster) =>
  cluster.store.delete("validatingadmissionpolicybindings.admissionregistration.k8s.io", null, "no-app");

describe("pods that admission denies", () => {
  it.each([
    ["ReplicaSet", owner("apps/v1", "ReplicaSet", `replicas: 2, ${selector}, ${template()}`), 2],
    ["StatefulSet", owner("apps/v1", "StatefulSet", `serviceName: web, replicas: 2, ${selector}, ${template()}`), 2],
    ["DaemonSet", owner("apps/v1", "DaemonSet", `${selector}, ${template()}`), 3],
    ["Job", owner("batch/v1", "Job", template("restartPolicy: Never,")), 1],
  ])("are asked for ever less often by a %s, and are made when they may be", (_kind, manifest, pods) => {
    const cluster = livingCluster();
    cluster.apply(DENIAL);
    cluster.apply(manifest);
    cluster.pass(60);
    const { objects, times, warnings } = told(cluster);
    expect(cluster.pods()).toHaveLength(0);
    // Five milliseconds, ten, twenty: thirteen waits fill 41 seconds, and the fourteenth is the longest so far.
    expect(times).toBeGreaterThanOrEqual(13);
    expect(times).toBeLessThanOrEqual(15);
    expect(objects).toBeLessThanOrEqual(11);
    expect(warnings[0]?.message).toContain("not this one");
    lift(cluster);
    cluster.pass(60);
    expect(cluster.pods()).toHaveLength(pods);
    expect(cluster.failures).toEqual([]);
  });

  it("are asked for at once when their owner was changed", () => {
    const cluster = livingCluster();
    cluster.apply(DENIAL);
    cluster.apply(owner("apps/v1", "ReplicaSet", `replicas: 2, ${selector}, ${template()}`));
    cluster.pass(600);
    lift(cluster);
    cluster.change("replicasets.apps", "default", "web", { replicas: 3 });
    cluster.pass(0);
    expect(cluster.pods()).toHaveLength(3);
  });

  it("with names of their own are told one by one first, and then together", () => {
    const cluster = livingCluster();
    cluster.apply(DENIAL);
    cluster.apply(owner("apps/v1", "ReplicaSet", `replicas: 1, ${selector}, ${template()}`));
    cluster.pass(60);
    const { warnings } = told(cluster);
    const combined = warnings.filter(({ message = "" }) => message.startsWith("(combined from similar events): Error creating: "));
    expect([warnings.length, combined.length]).toEqual([11, 1]);
    expect(combined[0]?.count).toBeGreaterThan(1);
  });
});
