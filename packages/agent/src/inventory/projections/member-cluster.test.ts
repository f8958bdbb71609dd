import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { describe, expect, it } from "vitest";
import { observe } from "../record";

const UID = "3F2504E0-4F89-41D3-9A0C-0305E82C3301";
const SECRET = "hunter2-kept-in-the-cluster";
const meta = (name: string, about: object = {}) => ({ metadata: { name, uid: `uid-of-${name}`, ...about } });
const recordOf = (resource: string, object: object) => observe(resource, "Cluster", object as KubeObject)?.record;

describe("what is kept of a member cluster", () => {
  it("of Rancher: how people call it, its version, its provider, where it answers, and no credential of it", () => {
    const record = recordOf("clusters.management.cattle.io", {
      ...meta("c-m-x7k2p", { labels: { env: "prod" } }),
      spec: {
        displayName: "Frankfurt 1",
        internal: false,
        importedConfig: { kubeConfig: `users: [{ user: { token: ${SECRET} } }]` },
        eksConfig: { region: "eu-central-1", amazonCredentialSecret: SECRET },
        rancherKubernetesEngineConfig: { cloudProvider: { password: SECRET } },
      },
      status: {
        version: { gitVersion: "v1.33.4+rke2r1" },
        provider: "rke2",
        apiEndpoint: `https://admin:${SECRET}@10.0.0.1:6443/?token=${SECRET}`,
        serviceAccountToken: SECRET,
        caCert: SECRET,
        conditions: [{ type: "Ready", status: "True" }],
      },
    });
    expect(record).toMatchObject({ health: "Healthy", status: "Ready", labels: { env: "prod" } });
    expect(record?.facts).toEqual({
      displayName: "Frankfurt 1",
      endpoint: "https://10.0.0.1:6443",
      kubernetesVersion: "v1.33.4+rke2r1",
      provider: "rke2",
      region: "eu-central-1",
    });
    expect(JSON.stringify(record)).not.toContain(SECRET);
  });

  it("of Rancher's order: the version that was asked for and the record that it became", () => {
    const spec = { kubernetesVersion: "v1.33.4+rke2r1", cloudCredentialSecretName: SECRET };
    const record = recordOf("clusters.provisioning.cattle.io", { ...meta("fra"), spec, status: { clusterName: "c-m-x7k2p" } });
    expect(record?.facts).toEqual({ kubernetesVersion: "v1.33.4+rke2r1", managementName: "c-m-x7k2p" });
  });

  it("of Rancher's own cluster: that it is the control plane itself", () => {
    expect(recordOf("clusters.management.cattle.io", { ...meta("local"), spec: { internal: true } })?.facts).toEqual({
      isControlPlane: true,
    });
  });

  it("of Karmada: the uid of its kube-system in one spelling, its place, and nothing of its secrets", () => {
    const record = recordOf("clusters.cluster.karmada.io", {
      ...meta("member1"),
      spec: {
        id: UID,
        apiEndpoint: "https://172.18.0.3:6443",
        region: "cn-hangzhou",
        zones: ["a", "b"],
        provider: "kind",
        secretRef: { namespace: "karmada-cluster", name: SECRET },
        impersonatorSecretRef: { name: SECRET },
        proxyHeader: { authorization: SECRET },
      },
      status: { kubernetesVersion: "v1.36.3", conditions: [{ type: "Ready", status: "False", reason: "ClusterNotReachable" }] },
    });
    expect(record).toMatchObject({ health: "Degraded", status: "ClusterNotReachable" });
    expect(record?.facts).toEqual({
      clusterUid: UID.toLowerCase(),
      endpoint: "https://172.18.0.3:6443",
      kubernetesVersion: "v1.36.3",
      provider: "kind",
      region: "cn-hangzhou",
      zones: ["a", "b"],
    });
    expect(JSON.stringify(record)).not.toContain(SECRET);
  });

  it("of Open Cluster Management: its claims, and an id only where it is a uid", () => {
    const managed = (id: string) =>
      recordOf("managedclusters.cluster.open-cluster-management.io", {
        ...meta("fra", { labels: { "local-cluster": "true" } }),
        spec: { hubAcceptsClient: true, managedClusterClientConfigs: [{ url: "https://fra.example.test:6443", caBundle: SECRET }] },
        status: {
          version: { kubernetes: "v1.35.1" },
          clusterClaims: [
            { name: "id.k8s.io", value: id },
            { name: "region.open-cluster-management.io", value: "eu-central-1" },
            { name: "platform.open-cluster-management.io", value: "AWS" },
          ],
        },
      })?.facts;
    const facts = {
      endpoint: "https://fra.example.test:6443",
      isControlPlane: true,
      kubernetesVersion: "v1.35.1",
      provider: "AWS",
      region: "eu-central-1",
    };
    expect(managed("fra")).toEqual(facts);
    expect(managed(UID)).toEqual({ ...facts, clusterUid: UID.toLowerCase() });
  });

  it("is nothing that a page could follow elsewhere: an address that is none is left out", () => {
    const spec = (apiEndpoint: unknown) => recordOf("clusters.cluster.karmada.io", { ...meta("m"), spec: { apiEndpoint } })?.facts;
    expect(spec("javascript:alert(1)")).toEqual({});
    expect(spec("no address")).toEqual({});
    expect(spec({ toString: "x" })).toEqual({});
  });
});
