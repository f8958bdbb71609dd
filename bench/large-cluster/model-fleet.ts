import type { Fleet } from "@holdfast/simulator/fleet/fleet-spec";
import { nodesOf } from "@holdfast/simulator/fleet/node-factory";

/** The name of the model's Deployment and its namespace: no other word of an object contains it. */
export const MODEL = "modelled";

const namespaceObject = (name: string) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name, labels: { team: name } } });

/** A Deployment as a product's team would write it: a main container and a proxy, with probes, limits, variables and volumes. */
function deployment(namespace: string, name: string, replicas: number): Record<string, unknown> {
  const labels = { "app.kubernetes.io/name": name, "app.kubernetes.io/part-of": namespace, "app.kubernetes.io/managed-by": "Helm" };
  const probe = { httpGet: { path: "/healthz", port: 8080 }, periodSeconds: 10, failureThreshold: 3 };
  const container = (own: string, cpu: string, memory: string) => ({
    name: own,
    image: `registry.example/${namespace}/${own}:1.4.2`,
    ports: [{ name: "http", containerPort: own === "main" ? 8080 : 15_001 }],
    env: [
      { name: "POD_NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
      { name: "LOG_LEVEL", value: "info" },
      { name: "DATABASE_HOST", value: `postgres.${namespace}.svc` },
    ],
    resources: { requests: { cpu, memory }, limits: { cpu: "1", memory: "1Gi" } },
    readinessProbe: probe,
    livenessProbe: probe,
    volumeMounts: [{ name: "settings", mountPath: "/etc/settings", readOnly: true }],
  });
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace, labels },
    spec: {
      replicas,
      selector: { matchLabels: { "app.kubernetes.io/name": name } },
      template: {
        metadata: { labels, annotations: { "prometheus.io/scrape": "true", "checksum/settings": "9b1c6f0e4a7d" } },
        spec: {
          containers: [container("main", "100m", "128Mi"), container("proxy", "10m", "32Mi")],
          volumes: [{ name: "settings", configMap: { name: `${name}-settings` } }],
        },
      },
    },
  };
}

/** A small fleet of one cluster with one Deployment whose pods run: what a large one is copied from. */
export function modelFleet(now: Date): Fleet {
  const nodes = { count: 3, controlPlane: 0, cpu: "16", memory: "64Gi", zones: ["zone-h", "zone-i", "zone-j"] };
  const objects = [...nodesOf({ name: "model", region: "region-one", nodes }, now), namespaceObject(MODEL), deployment(MODEL, MODEL, 2)];
  return { seed: 1, clusters: [{ name: "model", environment: "production", region: "region-one", objects }] };
}
