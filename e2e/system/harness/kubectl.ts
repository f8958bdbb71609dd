import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { observedResources } from "@holdfast/contracts/resources";
import type { ClusterAccess } from "@holdfast/testkit/testbed/cluster-access";
import { programPath } from "@holdfast/testkit/testbed/program-paths";

/** What is compared of an object. */
export interface KubectlObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly type?: string;
  readonly metadata: {
    readonly uid: string;
    readonly name: string;
    readonly namespace?: string;
    readonly creationTimestamp: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec?: { readonly replicas?: number; readonly nodeName?: string };
}

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 64 * 2 ** 20;

/** Runs the real kubectl as the cluster's administrator and returns what it printed. Rejects with what it complained about. */
export async function kubectl(cluster: Pick<ClusterAccess, "kubeconfigPath">, ...args: string[]): Promise<string> {
  const command = ["--kubeconfig", cluster.kubeconfigPath, ...args];
  const { stdout } = await promisify(execFile)(programPath("kube", "kubectl"), command, { timeout: TIMEOUT_MS, maxBuffer: MAX_BYTES });
  return stdout;
}

/** Everything of the observed kinds that `kubectl get` shows, by the resource's own word. Of events only the warnings are observed. */
export async function observedByKubectl(cluster: Pick<ClusterAccess, "kubeconfigPath">): Promise<Map<string, KubectlObject[]>> {
  const served = new Set((await kubectl(cluster, "api-resources", "-o", "name", "--cached=false")).trim().split("\n"));
  const keys = observedResources.map((resource) => resource.key).filter((key) => served.has(key));
  const found = new Map<string, KubectlObject[]>(keys.map((key) => [key, []]));
  const byKind = new Map(observedResources.map(({ group, kind, key }) => [`${group}/${kind}`, key]));
  const list = JSON.parse(await kubectl(cluster, "get", keys.join(","), "--all-namespaces", "-o", "json")) as { items: KubectlObject[] };
  for (const object of list.items) {
    const group = object.apiVersion.includes("/") ? (object.apiVersion.split("/")[0] ?? "") : "";
    const key = byKind.get(`${group}/${object.kind}`);
    if (key === undefined) throw new Error(`kubectl showed ${object.apiVersion} ${object.kind}, which nobody asked for`);
    if (key !== "events" || object.type === "Warning") found.get(key)?.push(object);
  }
  return found;
}
