import type { KubeRequest } from "./cluster-access";
import { until } from "./until";

interface NodeList {
  readonly items: readonly { readonly status?: { readonly conditions?: readonly { type: string; status: string }[] } }[];
}

const resources = { cpu: "32", memory: "256Gi", pods: "110" };

const nodeManifest = (cluster: string, name: string, zone: string) => ({
  apiVersion: "v1",
  kind: "Node",
  metadata: {
    name,
    labels: {
      "kubernetes.io/arch": "amd64",
      "kubernetes.io/hostname": name,
      "kubernetes.io/os": "linux",
      "node-role.kubernetes.io/worker": "",
      "topology.kubernetes.io/region": cluster,
      "topology.kubernetes.io/zone": zone,
    },
    annotations: {
      "kwok.x-k8s.io/node": "fake",
      "metrics.k8s.io/resource-metrics-path": `/metrics/nodes/${name}/metrics/resource`,
    },
  },
  status: {
    capacity: resources,
    allocatable: resources,
    nodeInfo: { kubeletVersion: "v1.36.3", operatingSystem: "linux", architecture: "amd64", containerRuntimeVersion: "containerd://2.0.0" },
  },
});

/** Makes `count` nodes, spread over three zones. */
export async function createNodes(request: KubeRequest, cluster: string, count: number): Promise<void> {
  const names = Array.from({ length: count }, (_, i) => `node-${i}`);
  await Promise.all(
    names.map(async (name, i) => {
      const { status, body } = await request("POST", "/api/v1/nodes", nodeManifest(cluster, name, `${cluster}-${"abc"[i % 3]}`));
      if (status !== 201) throw new Error(`node ${name} was not made: ${JSON.stringify(body)}`);
    }),
  );
}

/** Resolves when every node is Ready. */
export async function waitForNodes(request: KubeRequest, timeoutMs: number): Promise<void> {
  await until(
    "Ready of all nodes",
    async () => {
      const { body } = await request<NodeList>("GET", "/api/v1/nodes");
      return body.items.every((node) => node.status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True"));
    },
    { timeoutMs },
  );
}

/** Resolves when a namespace has its default service account: before that it refuses pods. */
export async function waitForDefaultAccount(request: KubeRequest, namespace: string, timeoutMs: number): Promise<void> {
  await until(
    `the default service account of ${namespace}`,
    async () => (await request("GET", `/api/v1/namespaces/${namespace}/serviceaccounts/default`)).status === 200,
    { timeoutMs },
  );
}
