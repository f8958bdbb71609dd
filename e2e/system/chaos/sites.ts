import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KubeAnswer } from "@holdfast/testkit/testbed/cluster-access";
import { createNamespace } from "@holdfast/testkit/testbed/service-account";
import { startCluster, type TestCluster } from "@holdfast/testkit/testbed/start-cluster";
import type { Change, Site } from "./draw-rounds";

/** Where the workloads are. */
export const NAMESPACE = "chaos";
const AGENT = "system:serviceaccount:holdfast:agent";
const DEPLOYMENTS = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`;

/** A cluster that keeps a record of what its agent writes. */
export interface RecordedSite {
  readonly cluster: TestCluster;
  apply(change: Change): Promise<void>;
  /** The replicas that the agent has set, one number a write that the API server took, in order: by its own audit log. */
  scaled(): number[];
  stop(options?: { keepLogs?: boolean }): Promise<void>;
}

interface AuditEvent {
  readonly verb: string;
  readonly requestURI: string;
  readonly responseStatus?: { readonly code?: number };
  readonly responseObject?: { readonly spec?: { readonly replicas?: number } };
}

const auditPolicy = {
  apiVersion: "audit.k8s.io/v1",
  kind: "Policy",
  omitStages: ["RequestReceived"],
  rules: [{ level: "RequestResponse", users: [AGENT], verbs: ["create", "update", "patch", "delete"] }, { level: "None" }],
};

/** A deployment of pods that kwok runs. */
export const deployment = (name: string, replicas: number) => ({
  metadata: { name },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: "app", image: "bank.example/app:1" }] } },
  },
});

function asked({ request }: TestCluster, change: Change): Promise<KubeAnswer> {
  const path = `${DEPLOYMENTS}/${change.name}`;
  const patch = (body: object) => request("PATCH", path, body, { "content-type": "application/merge-patch+json" });
  switch (change.does) {
    case "create":
      return request("POST", DEPLOYMENTS, deployment(change.name, change.replicas));
    case "scale":
      return patch({ spec: { replicas: change.replicas } });
    case "label":
      return patch({ metadata: { labels: { release: change.value } } });
    case "delete":
      return request("DELETE", `${path}?propagationPolicy=Background`);
  }
}

async function applied(cluster: TestCluster, change: Change): Promise<void> {
  const { status, body } = await asked(cluster, change);
  if (status >= 300) throw new Error(`${change.does} ${change.name} was answered ${status}: ${JSON.stringify(body)}`);
}

/** Starts a site's cluster, with an API server that writes down what the agent changes. */
export async function startSite(site: Site): Promise<RecordedSite> {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-audit-"));
  const log = join(folder, "audit.log");
  writeFileSync(join(folder, "policy.yaml"), JSON.stringify(auditPolicy));
  const cluster = await startCluster({
    name: site,
    extraArguments: {
      apiserver: [`--audit-policy-file=${join(folder, "policy.yaml")}`, `--audit-log-path=${log}`, "--audit-log-mode=blocking"],
    },
  });
  await createNamespace(cluster.request, NAMESPACE);
  return {
    cluster,
    apply: (change) => applied(cluster, change),
    scaled() {
      const events = readFileSync(log, "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as AuditEvent);
      const isWrite = ({ requestURI, responseStatus }: AuditEvent) =>
        requestURI.includes("/scale") && !requestURI.includes("dryRun") && responseStatus?.code === 200;
      return events.filter(isWrite).map((event) => event.responseObject?.spec?.replicas ?? 0);
    },
    async stop(options) {
      await cluster.stop(options);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
