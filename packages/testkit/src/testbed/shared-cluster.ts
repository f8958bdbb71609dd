import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, inject } from "vitest";
import { adminRequest, type ClusterAccess, type KubeRequest } from "./cluster-access";
import { createNamespace } from "./service-account";
import type { FleetCluster } from "./start-three-clusters";

/** A cluster that all real tests share, with requests as its administrator. */
export type SharedCluster = ClusterAccess & { readonly request: KubeRequest };

/** One of the three shared clusters. Others use it at the same time: keep to a namespace of your own, and kill nothing. */
export function sharedCluster(name: FleetCluster): SharedCluster {
  const { clusters, reason } = inject("testbed");
  if (clusters) return { ...clusters[name], request: adminRequest(clusters[name]) };
  // Test files are loaded even where all their tests are skipped; nobody gets to use this one.
  const absent = () => Promise.reject(new Error(reason ?? "the test bed is missing"));
  return { name, url: "", caPem: "", clientCertificatePem: "", clientKeyPem: "", kubeconfigPath: "", podLogPath: "", request: absent };
}

/** A namespace of this suite's own: made before its first test, deleted after its last. The name is known at once. */
export function suiteNamespace(cluster: FleetCluster, labels: Record<string, string> = {}): string {
  const name = `t-${randomBytes(5).toString("hex")}`;
  beforeAll(() => createNamespace(sharedCluster(cluster).request, name, labels));
  afterAll(async () => {
    await sharedCluster(cluster).request("DELETE", `/api/v1/namespaces/${name}`);
  });
  return name;
}
