import { describe, expect, it } from "vitest";
import { componentCatalogue } from "./catalogue";
import { ComponentSearch, type WorkloadSign } from "./find-components";

const workload = (name: string, images: string[], about: Partial<WorkloadSign> = {}): WorkloadSign => ({
  ...{ resource: "deployments.apps", kind: "Deployment", namespace: "ns", name, uid: name, images },
  ...{ health: "Healthy", ready: 1, desired: 1, ...about },
});
const found = (tell: (search: ComponentSearch) => void) => {
  const search = new ComponentSearch(componentCatalogue);
  tell(search);
  return Object.fromEntries(search.results().map((each) => [each.component, each]));
};
const versionsOf = (...images: string[]) =>
  Object.fromEntries(
    Object.values(found((search) => search.workload(workload("w", images)))).map((each) => [each.component, each.versions]),
  );

describe("a component", () => {
  it.each<[string, string, Record<string, string[]>]>([
    ["its own registry", "quay.io/argoproj/argocd:v3.5.7", { "argo-cd": ["3.5.7"] }],
    ["a mirror with a port", "mirror.example:5000/quay.io/argoproj/argocd:v3.5.7", { "argo-cd": ["3.5.7"] }],
    ["a tag and a digest", `registry.k8s.io/coredns/coredns:v1.12.4@sha256:${"0".repeat(64)}`, { coredns: ["1.12.4"] }],
    ["a digest alone: no version", `docker.io/grafana/loki@sha256:${"0".repeat(64)}`, { loki: [] }],
    ["a variant of a version", "docker.io/library/redis:8.4.0-alpine", { redis: ["8.4.0"] }],
    ["a pre-release", "istio/pilot:1.31.0-rc.2", { istio: ["1.31.0-rc.2"] }],
    ["a short name", "redis:8", { redis: ["8"] }],
    ["a word for a version: none", "grafana/grafana:latest", { grafana: [] }],
    ["two systems in one tag", "quay.io/strimzi/kafka:0.49.0-kafka-4.1.1", { strimzi: ["0.49.0"], kafka: ["4.1.1"] }],
    ["a date for a version", "minio/minio:RELEASE.2026-09-07T16-13-09Z", { minio: ["2026-09-07"] }],
    ["a helper that has versions of its own", "docker.io/istio/proxyv2:1.31.1", { istio: [] }],
    ["no system", "registry.bank.example/core/bank-core-service:2.14.3", {}],
    ["a name that only ends alike", "example.com/my-redis:1.0.0", {}],
  ])("is told by an image from %s", (_, image, versions) => expect(versionsOf(image)).toEqual(versions));

  it("takes its version from the rule that is trusted most, and tells several when several run", () => {
    expect(versionsOf("hashicorp/vault-k8s:1.7.0", "hashicorp/vault:1.20.4").vault).toEqual(["1.20.4"]);
    const two = found((search) => {
      search.workload(workload("a", ["library/redis:7.9.1"]));
      search.workload(workload("b", ["library/redis:8.10.0"]));
      search.workload(workload("c", ["library/redis:8.9.0"]));
    });
    expect(two.redis?.versions).toEqual(["8.10.0", "8.9.0", "7.9.1"]);
  });

  it("is as well as its worst workload, and counts what is ready, each workload once", () => {
    const { redis } = found((search) => {
      search.workload(workload("a", ["redis:8.4.0", "library/redis:8.4.0"], { ready: 2, desired: 3, health: "Degraded" }));
      search.workload(workload("b", ["redis:8.4.0"], { ready: null, desired: null }));
    });
    expect(redis).toMatchObject({ health: "Degraded", ready: 2, desired: 3, signCount: 2, versions: ["8.4.0"] });
  });

  it("is told by a definition alone, without health or version, which nothing tells", () => {
    expect(found((search) => search.definition("applications.argoproj.io"))).toEqual({
      "argo-cd": {
        ...{ component: "argo-cd", versions: [], health: null, ready: null, desired: null, signCount: 1 },
        signs: [{ kind: "definition", name: "applications.argoproj.io" }],
      },
    });
    expect(Object.keys(found((search) => search.definition("ciliumnodes.cilium.io")))).toEqual([]);
    expect(Object.keys(found((search) => search.definition("settings.management.cattle.io")))).toEqual(["rancher"]);
  });

  it("is told by nodes: the runtime, the distribution, a device", () => {
    const signs = found((search) => {
      search.nodes({
        kubeletVersion: "v1.34.1+k3s1",
        containerRuntime: "containerd://2.1.4-k3s1",
        devices: ["sgx.intel.com/epc"],
        count: 3,
      });
      search.nodes({ kubeletVersion: "v1.35.0", containerRuntime: "cri-o://1.35.0", devices: [], count: 1 });
    });
    expect(Object.keys(signs)).toEqual(["kubernetes", "k3s", "containerd", "cri-o", "intel-sgx"]);
    expect(signs.kubernetes?.versions).toEqual(["1.35.0", "1.34.1+k3s1"]);
    expect(signs["intel-sgx"]?.signs).toEqual([{ kind: "nodes", value: "sgx.intel.com/epc", count: 3 }]);
  });

  it("is told by classes: a runtime's handler, a volume's provisioner", () => {
    const signs = found((search) => {
      search.runtimeClass({ resource: "runtimeclasses.node.k8s.io", name: "sandbox", value: "runsc" });
      search.storageClass({ resource: "storageclasses.storage.k8s.io", name: "block", value: "rook-ceph.rbd.csi.ceph.com" });
    });
    expect(Object.keys(signs)).toEqual(["gvisor", "ceph", "csi-drivers"]);
  });

  it("keeps the first twenty signs and the number of all", () => {
    const { redis } = found((search) => {
      for (let i = 0; i < 30; i++) search.workload(workload(`w-${i}`, ["redis:8.4.0"]));
    });
    expect(redis?.signs).toHaveLength(20);
    expect(redis).toMatchObject({ signCount: 30, ready: 30 });
  });
});
