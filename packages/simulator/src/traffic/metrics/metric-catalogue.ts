import type { MetricMetadata } from "../../promql/http-api";

const of = (type: MetricMetadata["type"], help: string): readonly MetricMetadata[] => [{ type, help, unit: "" }];

/** What each metric of the simulation means, as exporters say it. */
export const metricCatalogue: Readonly<Record<string, readonly MetricMetadata[]>> = {
  up: of("gauge", "1 if the last scrape of the target succeeded."),
  istio_requests_total: of("counter", "Requests handled by an Istio proxy."),
  istio_request_duration_milliseconds: of("histogram", "Duration of requests, in milliseconds."),
  container_cpu_usage_seconds_total: of("counter", "CPU time that a container used, in seconds."),
  container_memory_working_set_bytes: of("gauge", "Memory that a container can't give back, in bytes."),
  kube_deployment_spec_replicas: of("gauge", "Pods that a Deployment should have."),
  kube_deployment_status_replicas: of("gauge", "Pods that a Deployment has."),
  kube_deployment_status_replicas_ready: of("gauge", "Ready pods of a Deployment."),
  kube_deployment_status_replicas_available: of("gauge", "Available pods of a Deployment."),
  kube_pod_info: of("gauge", "What a pod is and where it runs."),
  kube_pod_status_phase: of("gauge", "The phase of a pod."),
  kube_pod_status_ready: of("gauge", "Whether a pod is ready."),
  kube_pod_container_resource_requests: of("gauge", "What a container asked for."),
  kube_pod_container_resource_limits: of("gauge", "What a container may use at most."),
  kube_pod_container_status_restarts_total: of("counter", "Restarts of a container."),
  kube_node_status_condition: of("gauge", "The conditions of a node."),
  kube_node_status_capacity: of("gauge", "What a node has."),
  kube_node_status_allocatable: of("gauge", "What a node has for pods."),
  node_cpu_seconds_total: of("counter", "Time that the CPUs spent in each mode, in seconds."),
  node_memory_MemTotal_bytes: of("gauge", "Memory of a node, in bytes."),
  node_memory_MemAvailable_bytes: of("gauge", "Memory of a node that is free to use, in bytes."),
  orders_per_second: of("gauge", "Orders that come in at the flash sale."),
  cnpg_pg_replication_lag: of("gauge", "How far a standby's replay is behind its primary, in seconds."),
  cnpg_pg_replication_is_wal_receiver_up: of("gauge", "Whether the WAL receiver of a standby runs."),
  cnpg_pg_replication_in_recovery: of("gauge", "Whether the instance is a standby."),
  cnpg_pg_stat_replication_replay_diff_bytes: of("gauge", "Write-ahead log that a standby has not replayed, in bytes."),
  pg_stat_replication_pg_current_wal_lsn_bytes: of("gauge", "Position of the primary's write-ahead log, in bytes."),
  pg_stat_walreceiver_flushed_lsn: of("gauge", "Position up to which a standby holds the write-ahead log, in bytes."),
  kafka_connect_mirror_mirrorsourceconnector_record_age_ms_max: of(
    "gauge",
    "Age of the oldest record when it was mirrored, in milliseconds.",
  ),
  kafka_connect_mirror_mirrorsourceconnector_replication_latency_ms_max: of(
    "gauge",
    "Longest time from source to target, in milliseconds.",
  ),
  kafka_consumer_fetch_manager_records_lag: of("gauge", "Records of the source that the mirror's consumer has not read."),
  vault_replication_wal_last_dr_wal: of("gauge", "Last entry of the primary's log for disaster recovery."),
  vault_replication_fsm_last_remote_wal: of("gauge", "Last entry of the primary's log that the secondary holds."),
  vault_replication_wal_gap: of("gauge", "Entries of the primary's log that the secondary lacks."),
};
