import type { ComponentEntry } from "../component-entry";

/** Metrics, logs, traces and what shows them. */
export const observability: readonly ComponentEntry[] = [
  {
    id: "prometheus",
    name: "Prometheus",
    domain: "observability",
    detect: {
      images: ["prometheus/prometheus", "prom/prometheus", "bitnami/prometheus"],
      definitions: ["prometheuses.monitoring.coreos.com"],
    },
    uses: { panel: "metrics" },
  },
  {
    id: "prometheus-operator",
    name: "Prometheus Operator",
    domain: "observability",
    detect: { images: ["prometheus-operator/prometheus-operator"] },
  },
  {
    id: "alertmanager",
    name: "Alertmanager",
    domain: "observability",
    detect: { images: ["prometheus/alertmanager", "prom/alertmanager", "bitnami/alertmanager"] },
  },
  {
    id: "node-exporter",
    name: "Node exporter",
    domain: "observability",
    detect: { images: ["prometheus/node-exporter", "prom/node-exporter"] },
  },
  {
    id: "kube-state-metrics",
    name: "kube-state-metrics",
    domain: "observability",
    detect: { images: ["kube-state-metrics/kube-state-metrics", "kube-state-metrics"] },
  },
  { id: "thanos", name: "Thanos", domain: "observability", detect: { images: ["thanos/thanos", "thanosio/thanos", "bitnami/thanos"] } },
  {
    id: "victoriametrics",
    name: "VictoriaMetrics",
    domain: "observability",
    detect: { images: ["victoriametrics/victoria-metrics", "victoriametrics/vmstorage", "victoriametrics/operator"] },
  },
  { id: "mimir", name: "Grafana Mimir", domain: "observability", detect: { images: ["grafana/mimir"] } },
  {
    id: "grafana",
    name: "Grafana",
    domain: "observability",
    detect: { images: ["grafana/grafana", "grafana/grafana-enterprise", "bitnami/grafana"] },
  },
  {
    id: "loki",
    name: "Loki",
    domain: "observability",
    detect: { images: ["grafana/loki", "grafana/enterprise-logs"] },
    uses: { panel: "logs" },
  },
  { id: "promtail", name: "Promtail", domain: "observability", detect: { images: ["grafana/promtail"] } },
  { id: "alloy", name: "Grafana Alloy", domain: "observability", detect: { images: ["grafana/alloy", "grafana/agent"] } },
  {
    id: "fluent-bit",
    name: "Fluent Bit",
    domain: "observability",
    detect: { images: ["fluent/fluent-bit", "fluentbit/fluent-bit", "bitnami/fluent-bit"] },
  },
  {
    id: "fluentd",
    name: "Fluentd",
    domain: "observability",
    detect: { images: ["fluent/fluentd", "fluent/fluentd-kubernetes-daemonset", "bitnami/fluentd"] },
  },
  { id: "vector", name: "Vector", domain: "observability", detect: { images: ["timberio/vector"] } },
  {
    id: "elasticsearch",
    name: "Elasticsearch",
    domain: "observability",
    detect: {
      images: ["elasticsearch/elasticsearch", "bitnami/elasticsearch", "library/elasticsearch"],
      definitions: ["elasticsearches.elasticsearch.k8s.elastic.co"],
    },
  },
  { id: "logstash", name: "Logstash", domain: "observability", detect: { images: ["logstash/logstash", "bitnami/logstash"] } },
  {
    id: "kibana",
    name: "Kibana",
    domain: "observability",
    detect: { images: ["kibana/kibana", "bitnami/kibana"], definitions: ["kibanas.kibana.k8s.elastic.co"] },
  },
  {
    id: "opensearch",
    name: "OpenSearch",
    domain: "observability",
    detect: { images: ["opensearchproject/opensearch"], definitions: ["opensearchclusters.opensearch.opster.io"] },
  },
  {
    id: "jaeger",
    name: "Jaeger",
    domain: "observability",
    detect: {
      images: ["jaegertracing/jaeger", "jaegertracing/all-in-one", "jaegertracing/jaeger-query", "jaegertracing/jaeger-collector"],
      definitions: ["jaegers.jaegertracing.io"],
    },
    uses: { panel: "traces" },
  },
  {
    id: "tempo",
    name: "Tempo",
    domain: "observability",
    detect: { images: ["grafana/tempo"], definitions: ["tempostacks.tempo.grafana.com"] },
  },
  { id: "zipkin", name: "Zipkin", domain: "observability", detect: { images: ["openzipkin/zipkin", "openzipkin/zipkin-slim"] } },
  {
    id: "skywalking",
    name: "SkyWalking",
    domain: "observability",
    detect: {
      images: ["skywalking/skywalking-oap-server", "apache/skywalking-oap-server"],
      definitions: ["oapservers.operator.skywalking.apache.org"],
    },
  },
  {
    id: "opentelemetry-collector",
    name: "OpenTelemetry Collector",
    domain: "observability",
    detect: {
      images: [
        "otel/opentelemetry-collector",
        "otel/opentelemetry-collector-contrib",
        "otel/opentelemetry-collector-k8s",
        "opentelemetry-collector-releases/opentelemetry-collector-contrib",
        "opentelemetry-collector-releases/opentelemetry-collector",
        { image: "opentelemetry-operator/opentelemetry-operator", besides: true },
      ],
      definitions: ["opentelemetrycollectors.opentelemetry.io"],
    },
  },
];
