/** What the expressions of the tables see. */
export const sample = {
  object: {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", namespace: "shop", labels: { app: "web", "team.example.com/name": "payments" }, generation: 4 },
    spec: {
      replicas: 3,
      paused: false,
      ratio: 0.75,
      template: {
        spec: {
          hostNetwork: true,
          nodeName: null,
          containers: [
            {
              name: "web",
              image: "registry.example.com/shop/web:1.4.2",
              ports: [{ containerPort: 8080 }],
              resources: { limits: { memory: "512Mi", cpu: "500m" } },
            },
            { name: "proxy", image: "proxy:latest", securityContext: { runAsNonRoot: true }, resources: { limits: { memory: "1Gi" } } },
          ],
        },
      },
    },
    words: ["pear", "apple", "fig"],
    numbers: [3, 1, 2],
    mixed: [1, "a", true, null],
    empty: "",
    greeting: "grüße, 世界 😀",
  },
  oldObject: { spec: { replicas: 2 } },
  params: { most: 5, registries: ["registry.example.com/", "mirror.example.com/"] },
  request: {
    ...{ kind: { group: "apps", version: "v1", kind: "Deployment" }, resource: { group: "apps", version: "v1", resource: "deployments" } },
    ...{ subResource: "", name: "web", namespace: "shop", operation: "UPDATE", dryRun: false },
    userInfo: { username: "ada", uid: "7", groups: ["dev", "ops"], extra: { "example.com/tier": ["gold"] } },
  },
  namespaceObject: {
    metadata: { name: "shop", labels: { env: "prod" } },
    spec: { finalizers: ["kubernetes"] },
    status: { phase: "Active" },
  },
} as const;
