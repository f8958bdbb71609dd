import type { KubeObject } from "@holdfast/domain/health/kube-object";
import type { KubeHttp } from "../kube/http";
import { hasStatus, KubeError } from "../kube/kube-error";
import { Problem } from "../problem";

/** What tells one cluster from another, and which release it runs. */
export interface ClusterFacts {
  /** The uid of the namespace kube-system: given once, when the cluster was made. */
  readonly clusterUid: string;
  readonly kubernetesVersion: string;
}

const DEADLINE_MS = 10_000;

/** Asks the API server who it is. Rejects with a KubeError. */
export async function readClusterFacts(http: KubeHttp): Promise<ClusterFacts> {
  const [system, version] = await Promise.all([
    http.json<KubeObject>({ path: "/api/v1/namespaces/kube-system", deadlineMs: DEADLINE_MS }),
    http.json<{ gitVersion?: string }>({ path: "/version", deadlineMs: DEADLINE_MS }),
  ]);
  const clusterUid = system.body.metadata?.uid;
  if (!clusterUid) throw new KubeError("malformed", "the API server has a kube-system without a uid");
  return { clusterUid, kubernetesVersion: (version.body.gitVersion ?? "unknown").slice(0, 63) };
}

/** What a person has to do when a cluster cannot be asked at the first start. */
export function clusterProblem(server: string, cause: unknown): Problem {
  if (hasStatus(cause, 401))
    return new Problem(
      `The API server ${server} does not accept the agent's credentials.`,
      "Renew the kubeconfig's certificate or token, or choose another context.",
      { cause },
    );
  if (hasStatus(cause, 403))
    return new Problem(
      `The agent's account may not read the namespace kube-system at ${server}: its role is missing.`,
      "Apply it and bind it to the account: holdfast-agent rbac | kubectl apply -f -",
      { cause },
    );
  if (cause instanceof KubeError && cause.reason === "CERT_HAS_EXPIRED")
    return new Problem(
      `The API server ${server} shows a certificate that has expired.`,
      "Renew the API server's own certificate, or set this machine's clock.",
      { cause },
    );
  const message = cause instanceof Error ? cause.message : String(cause);
  return new Problem(
    `The API server ${server} cannot be used: ${message}`,
    "Check the kubeconfig's server, the network and the cluster's CA.",
    { cause },
  );
}
