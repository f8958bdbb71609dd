import { ComponentDomain } from "@holdfast/contracts/component";
import { describe, expect, it } from "vitest";
import { componentCatalogue } from "./catalogue";
import { imageParts } from "./image-parts";

/** The systems of the mission, by their words in the catalogue. */
const MISSION = [
  "containerd cri-o docker crun gvisor wasmedge kata intel-sgx intel-tdx",
  "kubernetes k3s openshift kubevirt karmada rancher kubesphere anthos-config-management azure-arc open-cluster-management",
  "vpa keda metrics-server istio envoy linkerd kong consul gateway-api knative-serving knative-eventing openfaas openwhisk",
  "opa gatekeeper kyverno conftest falco trivy-operator spire cert-manager vault secrets-store-csi security-profiles-operator pkcs11-signer",
  "prometheus thanos alertmanager grafana loki promtail elasticsearch opensearch jaeger tempo skywalking opentelemetry-collector",
  "argo-cd argo-rollouts flux tekton gitlab-runner github-arc jenkins harbor kaniko kustomize terraform crossplane",
  "postgresql cloudnative-pg zalando-postgres patroni redis kafka strimzi mirrormaker2 rabbitmq etcd mysql",
  "rook ceph portworx csi-drivers velero ramen coredns external-dns calico cilium metallb wireguard chaos-mesh litmus-chaos opencost",
].flatMap((line) => line.split(" "));

describe("the catalogue of components", () => {
  it("knows every system of the mission, each once, domain by domain", () => {
    const ids = componentCatalogue.map(({ id }) => id);
    expect(MISSION.filter((id) => !ids.includes(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(60);
    const domains = componentCatalogue.map(({ domain }) => domain);
    expect([...new Set(domains)]).toEqual(ComponentDomain.options);
    expect(domains).toEqual([...domains].sort((a, b) => ComponentDomain.options.indexOf(a) - ComponentDomain.options.indexOf(b)));
  });

  it.each(componentCatalogue.map((entry) => [entry.id, entry] as const))(
    "%s can be found by rules that can match",
    (id, { name, detect }) => {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(name.trim()).toBe(name);
      expect(Object.values(detect).flat().length).toBeGreaterThan(0);
      for (const rule of detect.images ?? []) {
        const { image, tag } = typeof rule === "string" ? { image: rule, tag: undefined } : { tag: undefined, ...rule };
        expect(imageParts(image)).toEqual({ segments: image.split("/"), tag: null });
        if (tag !== undefined) expect(new RegExp(`${tag}|`).exec("")?.length, "one group").toBe(2);
      }
      for (const definition of detect.definitions ?? [])
        expect(definition).toMatch(/^(\*|[a-z0-9-]+)(\.[a-z0-9-]+){2,}$|^\*\.[a-z0-9-]+\.[a-z]+$/);
    },
  );

  it("has no rule for an image twice within an entry", () => {
    for (const { id, detect } of componentCatalogue) {
      const images = (detect.images ?? []).map((rule) => (typeof rule === "string" ? rule : rule.image));
      expect(new Set(images).size, id).toBe(images.length);
    }
  });
});
