import { dirname, join } from "node:path";
import { adminRequest, type ClusterAccess, type KubeRequest, kubeRequest, writeKubeconfig } from "./cluster-access";
import { waitForDefaultAccount } from "./cluster-nodes";

/** One rule of a ClusterRole, as the API spells it. */
export interface PolicyRule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
}

/** A service account with exactly the rights of its ClusterRole, and how to act as it. */
export interface ServiceAccount {
  readonly namespace: string;
  readonly name: string;
  readonly token: string;
  readonly kubeconfigPath: string;
  readonly request: KubeRequest;
}

const CREATED = 201;
const CONFLICT = 409;
const READY_MS = 30_000;

/** Creates an object; one that is there already is left as it is. */
async function ensure(request: KubeRequest, path: string, body: Record<string, unknown>): Promise<void> {
  const answer = await request("POST", path, body);
  if (answer.status !== CREATED && answer.status !== CONFLICT) throw new Error(`POST ${path}: ${JSON.stringify(answer.body)}`);
}

/** Makes a namespace and resolves when pods may be made in it. One that exists is used. */
export async function createNamespace(request: KubeRequest, name: string, labels: Record<string, string> = {}): Promise<void> {
  await ensure(request, "/api/v1/namespaces", { metadata: { name, labels } });
  await waitForDefaultAccount(request, name, READY_MS);
}

/**
 * Makes a service account that is bound, over the whole cluster, to a ClusterRole of these rules and to nothing else, and
 * mints a token of an hour for it: what a least-privilege agent gets. Its kubeconfig lies beside the cluster's.
 */
export async function createServiceAccount(
  cluster: ClusterAccess,
  account: { readonly namespace: string; readonly name: string; readonly rules: readonly PolicyRule[] },
): Promise<ServiceAccount> {
  const request = adminRequest(cluster);
  const { namespace, name, rules } = account;
  const role = `${namespace}-${name}`;
  const rbac = "/apis/rbac.authorization.k8s.io/v1";
  await createNamespace(request, namespace);
  await ensure(request, `/api/v1/namespaces/${namespace}/serviceaccounts`, { metadata: { name } });
  await ensure(request, `${rbac}/clusterroles`, { metadata: { name: role }, rules });
  await ensure(request, `${rbac}/clusterrolebindings`, {
    metadata: { name: role },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: role },
    subjects: [{ kind: "ServiceAccount", namespace, name }],
  });
  const minted = await request<{ status?: { token: string } }>("POST", `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`, {
    spec: { expirationSeconds: 3600 },
  });
  const token = minted.body.status?.token;
  if (!token) throw new Error(`no token for ${namespace}/${name}: ${JSON.stringify(minted.body)}`);
  const kubeconfigPath = join(dirname(cluster.kubeconfigPath), `${role}.kubeconfig`);
  writeKubeconfig(kubeconfigPath, cluster, name, { token });
  return { namespace, name, token, kubeconfigPath, request: kubeRequest(cluster.url, cluster.caPem, { token }) };
}
