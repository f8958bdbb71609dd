interface PodTemplate {
  readonly hostNetwork: boolean;
  readonly containers: readonly unknown[];
  readonly volumes: readonly unknown[];
}

/** The size of a pod's spec as clusters have it: probes, environment, mounts. */
function container(i: number, name: string) {
  const probe = { httpGet: { path: "/healthz", port: 8080, scheme: "HTTP" }, periodSeconds: 10, timeoutSeconds: 1, failureThreshold: 3 };
  return {
    name,
    image: `registry.example/team-${i % 40}/${name}-${i}:${i % 10 === 1 ? "latest" : `1.${i % 30}.0`}`,
    env: Array.from({ length: 20 }, (_, n) => ({ name: `SETTING_${n}`, value: `value ${n} of ${i}` })),
    ports: [{ containerPort: 8080, protocol: "TCP" }],
    resources: i % 10 === 2 ? {} : { limits: { cpu: "500m", memory: `${128 + (i % 8) * 64}Mi` }, requests: { cpu: "100m" } },
    securityContext: { privileged: i % 10 === 3, ...(i % 10 === 4 ? {} : { runAsNonRoot: true }) },
    livenessProbe: probe,
    readinessProbe: probe,
    volumeMounts: [{ name: "config", mountPath: "/etc/config" }],
  };
}

const templateOf = (i: number): PodTemplate => ({
  hostNetwork: i % 10 === 5,
  containers: [container(i, "app"), container(i, "proxy")],
  volumes: [{ name: "config", configMap: { name: `config-${i}`, defaultMode: 420 } }],
});

/** Pods of so many workloads: each has a name of its own, and the spec of its workload's template. */
export function podsOf(pods: number, templates: number) {
  const specs = Array.from({ length: templates }, (_, i) => templateOf(i));
  return Array.from({ length: pods }, (_, n) => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: `pod-${n}`, namespace: `team-${n % 40}`, labels: { app: `app-${n % templates}` } },
    spec: structuredClone(specs[n % templates]),
  }));
}
