import { describe, expect, it } from "vitest";
import { workloadOf } from "./workload-of";
import { writtenObject } from "./written-object";

const pod = (name: string, node: string, token: string, address: string) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: {
    ...{
      name,
      namespace: "bank",
      uid: `uid-${name}`,
      resourceVersion: "7",
      generateName: "web-6d4-",
      creationTimestamp: "2026-11-22T00:00:00Z",
    },
    labels: { app: "web", "pod-template-hash": "6d4" },
    annotations: { "cni.projectcalico.org/podIP": address, "k8s.v1.cni.cncf.io/networks": "backup" },
    ownerReferences: [{ kind: "ReplicaSet", name: "web-6d4", uid: "u", controller: true }],
    managedFields: [{ manager: "kubelet" }],
  },
  spec: {
    nodeName: node,
    containers: [
      { name: "web", image: "web:1", env: [{ name: "DB_PASSWORD", value: "hunter2" }], volumeMounts: [{ name: token, mountPath: "/t" }] },
    ],
    volumes: [{ name: token, projected: {} }],
  },
  status: { phase: "Running", podIP: address },
});

describe("an object as whoever wrote it sent it", () => {
  it("is the same for all pods of a template, whatever node, address and token they were given", () => {
    const [a, b] = [
      pod("web-6d4-a", "n1", "kube-api-access-x7k2p", "10.0.0.1"),
      pod("web-6d4-b", "n2", "kube-api-access-9qqqq", "10.0.0.2"),
    ];
    expect(writtenObject(a, "Pod")).toEqual(writtenObject(b, "Pod"));
  });

  it("keeps what a policy looks at, and no secret", () => {
    const written = writtenObject(pod("a", "n1", "kube-api-access-x7k2p", "10.0.0.1"), "Pod");
    expect(written).toMatchObject({
      kind: "Pod",
      metadata: { namespace: "bank", labels: { app: "web" }, annotations: { "k8s.v1.cni.cncf.io/networks": "backup" } },
    });
    expect(written).toMatchObject({ spec: { containers: [{ image: "web:1" }] } });
    expect(JSON.stringify(written)).not.toMatch(/hunter2|n1|10\.0\.0\.1|managedFields|status/);
  });

  it("differs where anything that its author wrote differs", () => {
    const changed = pod("b", "n1", "kube-api-access-x7k2p", "10.0.0.1");
    changed.spec.containers[0]!.image = "web:2";
    expect(writtenObject(changed, "Pod")).not.toEqual(writtenObject(pod("a", "n1", "kube-api-access-x7k2p", "10.0.0.1"), "Pod"));
  });
});

describe("what made an object", () => {
  it("is the Deployment of its ReplicaSet, any other controller by itself, and nobody for what stands alone", () => {
    expect(workloadOf(pod("a", "n", "t", "i"))).toEqual({ kind: "Deployment", name: "web" });
    const owned = (kind: string, name: string) => workloadOf({ metadata: { ownerReferences: [{ kind, name, controller: true }] } });
    expect(owned("StatefulSet", "db")).toEqual({ kind: "StatefulSet", name: "db" });
    expect(owned("ReplicaSet", "bare-6d4")).toEqual({ kind: "ReplicaSet", name: "bare-6d4" });
    expect(workloadOf({ metadata: { ownerReferences: [{ kind: "Node", name: "n1" }] } })).toBeNull();
  });
});
