import { afterAll, beforeAll } from "vitest";
import { KubeClient } from "./kube-client";
import type { KubeTarget } from "./kube-target";

/** What a group of cases works with: a client, and a namespace of its own. */
export interface ContractSuite {
  readonly client: KubeClient;
  readonly target: KubeTarget;
  readonly namespace: string;
  /** A name that no other run has. */
  unique(prefix: string): string;
  /** The path of a namespaced resource in the suite's namespace: `configmaps`, `apps/v1/deployments`. */
  path(resource: string, name?: string): string;
}

const apiRoot = (parts: readonly string[]) => (parts.length === 1 ? "/api/v1" : `/apis/${parts.slice(0, -1).join("/")}`);

/** Makes the namespace before the first case of the calling group, and gives it up after the last. */
export function contractSuite(target: () => KubeTarget): ContractSuite {
  const run = Math.random().toString(36).slice(2, 8);
  const namespace = `contract-${run}`;
  let client: KubeClient | undefined;
  const current = () => {
    if (!client) throw new Error("the client is there from beforeAll on");
    return client;
  };
  beforeAll(async () => {
    client = new KubeClient(target());
    await client.post("/api/v1/namespaces", { metadata: { name: namespace, labels: { contract: run } } });
  });
  afterAll(async () => {
    await current().delete(`/api/v1/namespaces/${namespace}`);
    current().close();
  });
  return {
    get client() {
      return current();
    },
    get target() {
      return target();
    },
    namespace,
    unique: (prefix) => `${prefix}-${run}`,
    path(resource, name) {
      const parts = resource.split("/");
      return `${apiRoot(parts)}/namespaces/${namespace}/${parts.at(-1)}${name ? `/${name}` : ""}`;
    },
  };
}
