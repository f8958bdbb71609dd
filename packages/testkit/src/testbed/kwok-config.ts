import { kwokStages } from "./kwok-stages";

/** What kwok is told besides the stages. */
export interface KwokOptions {
  readonly port: number;
  readonly certificate: { crt: string; key: string };
  /** Every pod's log is read from this file. */
  readonly podLogPath: string;
  /** Where `exec` runs its commands, for real, as processes of this machine. */
  readonly execFolder: string;
  /** kwok renews at a quarter of it; keep that well under the controller manager's grace period. */
  readonly leaseSeconds: number;
}

const usage = (annotation: string, otherwise: string) => ({
  expression: `"${annotation}" in pod.metadata.annotations ? Quantity(pod.metadata.annotations["${annotation}"]) : Quantity("${otherwise}")`,
});

const label = (name: string, value: string) => ({ name, value });
const podLabels = [label("namespace", "pod.metadata.namespace"), label("pod", "pod.metadata.name")];
const containerLabels = [label("container", "container.name"), ...podLabels];

const metric = (name: string, dimension: "node" | "pod" | "container", kind: "gauge" | "counter", value: string) => ({
  name,
  dimension,
  kind,
  help: `${name} as a kubelet reports it`,
  value,
  ...(dimension === "node" ? {} : { labels: dimension === "pod" ? podLabels : containerLabels }),
});

/** A kubelet's resource metrics, for Prometheus and metrics-server; usage comes from the pods' annotations. */
const resourceMetrics = [
  metric("scrape_error", "node", "gauge", "0"),
  metric("container_start_time_seconds", "container", "gauge", "pod.SinceSecond()"),
  metric("container_cpu_usage_seconds_total", "container", "counter", 'pod.CumulativeUsage("cpu", container.name)'),
  metric("container_memory_working_set_bytes", "container", "gauge", 'pod.Usage("memory", container.name)'),
  metric("pod_cpu_usage_seconds_total", "pod", "counter", 'pod.CumulativeUsage("cpu")'),
  metric("pod_memory_working_set_bytes", "pod", "gauge", 'pod.Usage("memory")'),
  metric("node_cpu_usage_seconds_total", "node", "counter", 'node.CumulativeUsage("cpu")'),
  metric("node_memory_working_set_bytes", "node", "gauge", 'node.Usage("memory")'),
];

const extension = (kind: string, name: string, spec: Record<string, unknown>) => ({
  apiVersion: "kwok.x-k8s.io/v1alpha1",
  kind,
  metadata: { name },
  spec,
});

/** kwok's configuration file. Its documents are JSON, which is YAML too. Without its debugging handlers logs and exec are refused. */
export function kwokConfig(options: KwokOptions): string {
  const configuration = {
    apiVersion: "config.kwok.x-k8s.io/v1alpha1",
    kind: "KwokConfiguration",
    options: {
      manageAllNodes: true,
      enableDebuggingHandlers: true,
      cidr: "10.128.0.0/9",
      nodeIP: "127.0.0.1",
      nodePort: options.port,
      serverAddress: `127.0.0.1:${options.port}`,
      tlsCertFile: options.certificate.crt,
      tlsPrivateKeyFile: options.certificate.key,
      nodeLeaseDurationSeconds: options.leaseSeconds,
      nodeLeaseParallelism: 8,
      nodePlayStageParallelism: 32,
      podPlayStageParallelism: 32,
    },
  };
  const documents = [
    configuration,
    extension("ClusterLogs", "all", { logs: [{ logsFile: options.podLogPath, follow: true }] }),
    extension("ClusterExec", "all", { execs: [{ local: { workDir: options.execFolder } }] }),
    extension("ClusterResourceUsage", "from-annotations", {
      usages: [{ usage: { cpu: usage("kwok.x-k8s.io/usage-cpu", "1m"), memory: usage("kwok.x-k8s.io/usage-memory", "1Mi") } }],
    }),
    extension("Metric", "metrics-resource", { path: "/metrics/nodes/{nodeName}/metrics/resource", metrics: resourceMetrics }),
    ...kwokStages,
  ];
  return documents.map((document) => JSON.stringify(document, null, 1)).join("\n---\n");
}
