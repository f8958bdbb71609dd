import { InventoryRecord } from "@holdfast/contracts/inventory";
import type { Json } from "@holdfast/contracts/json";
import { observedResources } from "@holdfast/contracts/resources";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { describe, expect, it } from "vitest";
import { Random, seeds } from "../../test/random";
import { canonicalJson, digestOf } from "./digest";
import { observe } from "./record";

const meta = (more: object = {}) => ({
  metadata: { name: "x", namespace: "pay", uid: "u-1", creationTimestamp: "2026-11-21T08:00:00Z", ...more },
});

/** The record of an object of which only the interesting part is written. */
function recordOf(resource: string, object: object) {
  const observed = observe(resource, "Kind", { ...meta(), ...object } as KubeObject);
  if (!observed) throw new Error("a uid and a name make a record");
  return observed.record;
}

const container = {
  name: "app",
  image: "bank/core:1",
  resources: { requests: { cpu: "250m", memory: "1Gi" }, limits: { cpu: "1" } },
  env: [
    { name: "DB_PASSWORD", value: "hunter2-plain" },
    { name: "DB_HOST", valueFrom: { secretKeyRef: { name: "db-secret", key: "host" } } },
  ],
  args: ["--token=hunter2-arg"],
};

describe("what is kept of an object", () => {
  it("of a pod: containers with state and resources, where it runs and as what", () => {
    const record = recordOf("pods", {
      ...meta({ ownerReferences: [{ kind: "ReplicaSet", name: "web-a", uid: "u-0", controller: true }] }),
      spec: { nodeName: "n1", containers: [container], serviceAccountName: "web", runtimeClassName: "wasmedge" },
      status: {
        phase: "Running",
        qosClass: "Burstable",
        podIP: "10.0.0.1",
        containerStatuses: [{ name: "app", ready: false, restartCount: 7, state: { waiting: { reason: "CrashLoopBackOff" } } }],
      },
    });
    expect(record).toMatchObject({ health: "Degraded", status: "CrashLoopBackOff", ready: 0, desired: 1, restarts: 7, node: "n1" });
    expect(record).toMatchObject({ owner: { kind: "ReplicaSet", name: "web-a" }, images: ["bank/core:1"] });
    expect(record.facts).toEqual({
      phase: "Running",
      qos: "Burstable",
      ip: "10.0.0.1",
      serviceAccount: "web",
      runtimeClass: "wasmedge",
      requests: { cpuMillis: 250, memoryBytes: 2 ** 30 },
      containers: [
        {
          name: "app",
          image: "bank/core:1",
          state: "waiting",
          reason: "CrashLoopBackOff",
          restarts: 7,
          requests: { cpuMillis: 250, memoryBytes: 2 ** 30 },
          limits: { cpuMillis: 1000 },
        },
      ],
    });
  });

  it("of a workload: replicas, strategy, spreading, runtime and what it refers to", () => {
    const { ready, desired, facts } = recordOf("deployments.apps", {
      spec: {
        replicas: 10,
        selector: { matchLabels: { app: "core" } },
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 2, maxUnavailable: 1 } },
        template: {
          spec: {
            runtimeClassName: "wasmedge",
            containers: [container],
            imagePullSecrets: [{ name: "registry" }],
            volumes: [{ projected: { sources: [{ secret: { name: "tls" } }, { configMap: { name: "trust" } }] } }],
            affinity: {
              podAntiAffinity: {
                preferredDuringSchedulingIgnoredDuringExecution: [
                  { weight: 100, podAffinityTerm: { topologyKey: "kubernetes.io/hostname" } },
                ],
              },
            },
          },
        },
      },
      status: { readyReplicas: 8, updatedReplicas: 9, availableReplicas: 8 },
    });
    expect({ ready, desired }).toEqual({ ready: 8, desired: 10 });
    expect(facts).toMatchObject({
      updated: 9,
      strategy: { type: "RollingUpdate", maxSurge: 2, maxUnavailable: 1 },
      selector: { matchLabels: { app: "core" } },
      template: {
        runtimeClass: "wasmedge",
        secretRefs: ["db-secret", "registry", "tls"],
        configMapRefs: ["trust"],
        podAntiAffinity: [{ topologyKey: "kubernetes.io/hostname", weight: 100 }],
        containers: [{ requests: { cpuMillis: 250 } }],
      },
    });
  });

  it("of a node: what it can hold and what it runs, without the times of its heartbeats", () => {
    const node = (heartbeat: string) =>
      recordOf("nodes", {
        ...meta({ namespace: undefined, labels: { "node-role.kubernetes.io/control-plane": "", "topology.kubernetes.io/zone": "hz-a" } }),
        spec: { taints: [{ key: "gpu", effect: "NoSchedule" }] },
        status: {
          capacity: { cpu: "32", memory: "256Gi", pods: "110", "sgx.intel.com/epc": "64Mi" },
          conditions: [{ type: "Ready", status: "True", lastHeartbeatTime: heartbeat }],
          nodeInfo: { kubeletVersion: "v1.31.2", containerRuntimeVersion: "containerd://1.7.20" },
        },
      });
    expect(node("a").facts).toMatchObject({
      roles: ["control-plane"],
      zone: "hz-a",
      kubeletVersion: "v1.31.2",
      containerRuntime: "containerd://1.7.20",
      taints: [{ key: "gpu", effect: "NoSchedule" }],
      capacity: { cpuMillis: 32_000, memoryBytes: 256 * 2 ** 30, pods: 110, devices: { "sgx.intel.com/epc": "64Mi" } },
    });
    expect(node("2026-11-21T08:05:00Z").digest).toBe(node("2026-11-21T08:10:00Z").digest);
  });

  it("of routes: where traffic goes, with the weights that the mesh and the gateway mean", () => {
    const mesh = recordOf("virtualservices.networking.istio.io", {
      spec: {
        hosts: ["core"],
        http: [
          { route: [{ destination: { host: "core", subset: "v1" } }] },
          { route: [{ destination: { host: "a" }, weight: 90 }, { destination: { host: "b" } }] },
        ],
      },
    });
    expect(mesh.facts.http).toEqual([
      { route: [{ host: "core", subset: "v1", weight: 100 }] },
      {
        route: [
          { host: "a", weight: 90 },
          { host: "b", weight: 0 },
        ],
      },
    ]);
    const gateway = recordOf("httproutes.gateway.networking.k8s.io", {
      spec: {
        rules: [
          {
            backendRefs: [
              { name: "core", port: 80 },
              { name: "next", port: 80, weight: 9 },
            ],
          },
        ],
      },
    });
    expect(gateway.facts.rules).toEqual([
      {
        backends: [
          { name: "core", port: 80, weight: 1 },
          { name: "next", port: 80, weight: 9 },
        ],
      },
    ]);
  });

  it("of a claim: size, class and where its data may be", () => {
    const claim = recordOf("persistentvolumeclaims", {
      ...meta({ annotations: { "compliance/location": "cn-hangzhou", "internal/notes": "call 555" } }),
      spec: { storageClassName: "fast", resources: { requests: { storage: "10Gi" } } },
    });
    expect(claim.facts).toEqual({
      storageClass: "fast",
      requestBytes: 10 * 2 ** 30,
      annotations: { "compliance/location": "cn-hangzhou" },
    });
  });

  it("of a warning: what, why, how often, when last", () => {
    const event = {
      type: "Warning",
      reason: "BackOff",
      message: "Back-off",
      count: 3,
      lastTimestamp: "2026-11-21T08:01:00Z",
      involvedObject: { kind: "Pod", name: "p" },
    };
    expect(recordOf("events", event).facts).toMatchObject({
      reason: "BackOff",
      count: 3,
      lastSeenAt: "2026-11-21T08:01:00Z",
      regarding: { kind: "Pod", name: "p" },
    });
  });

  it("of an added kind: its metadata and nothing else", () => {
    const record = recordOf("issuers.cert-manager.io", { ...meta({ generation: 3 }), spec: { secretName: "tls" }, status: { x: 1 } });
    expect(record).toMatchObject({ health: "Unknown", status: "Present", facts: { generation: 3 } });
  });

  it("is nothing without a uid or a name", () => {
    expect(observe("pods", "Pod", { metadata: { name: "x" } })).toBeUndefined();
    expect(observe("pods", "Pod", {})).toBeUndefined();
  });
});

describe("secrets", () => {
  const planted = [
    "hunter2-plain",
    "hunter2-arg",
    "hunter2-annotation",
    "hunter2-url",
    "hunter2-flag",
    "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzYSJ9.c2ln",
  ];
  it.each(observedResources.map((each) => each.key))("in an object of %s never leave the cluster", (resource) => {
    const message = `failed: postgres://app:hunter2-url@db:5432 --password hunter2-flag Authorization: Bearer ${planted[5]} token=hunter2-arg`;
    const conditions = [
      { type: "Ready", status: "False", message },
      { type: "Progressing", reason: "ProgressDeadlineExceeded", message },
    ];
    const record = recordOf(resource, {
      ...meta({
        annotations: { "kubectl.kubernetes.io/last-applied-configuration": '{"data":"hunter2-annotation"}', custom: "hunter2-annotation" },
      }),
      data: { password: "hunter2-plain" },
      stringData: { password: "hunter2-plain" },
      parameters: { secret: "hunter2-plain" },
      spec: {
        containers: [container],
        template: { spec: { containers: [container] } },
        jobTemplate: { spec: { template: { spec: { containers: [container] } } } },
      },
      status: {
        phase: "Failed",
        message,
        conditions,
        containerStatuses: [{ name: "app", state: { terminated: { exitCode: 1, message } } }],
      },
      type: "Warning",
      message,
    });
    const sent = JSON.stringify(record);
    expect(planted.filter((secret) => sent.includes(secret))).toEqual([]);
  });
});

describe("a record", () => {
  it("is within the contract for any JSON at all, and in its canonical form", () => {
    for (const seed of seeds(3000)) {
      const random = new Random(seed);
      const [first = "", ...rest] = [...observedResources.map((each) => each.key), "things.example.com"];
      const labels = Object.fromEntries(random.many(4, () => [random.one(["10", "9", "app", random.text()]), random.text()]));
      const object = { ...random.object(4), ...meta({ labels, uid: `u-${seed}` }) };
      const observed = observe(random.one([first, ...rest]), "Kind", object as KubeObject);
      const { digest, ...bare } = InventoryRecord.parse(observed?.record);
      expect(digest, `seed ${seed}`).toBe(digestOf(canonicalJson(bare as Json)).toString());
      expect(canonicalJson(bare as Json), `seed ${seed}`).not.toMatch(/\\u0000|\\ud8/);
    }
  });

  it("is the same for the same object, whatever the order of its keys", () => {
    const labels = { b: "1", a: "2", "10": "x", "9": "y" };
    const turned = Object.fromEntries(Object.entries(labels).reverse());
    expect(recordOf("services", meta({ labels })).digest).toBe(recordOf("services", meta({ labels: turned })).digest);
  });

  it("stays small when an object is not", () => {
    const many = Array.from({ length: 5000 }, (_, i) => ({
      name: `c-${i}`,
      image: "x".repeat(1000),
      ports: Array.from({ length: 500 }, () => ({ containerPort: i })),
    }));
    const record = recordOf("pods", { spec: { containers: many }, status: { conditions: many } });
    expect(JSON.stringify(InventoryRecord.parse(record)).length).toBeLessThan(100_000);
    expect(record.facts).toEqual({ isTruncated: true });
  });
});
