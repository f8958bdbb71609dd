import { describe, expect, it } from "vitest";
import { Entry } from "./entry";
import { FakeCluster } from "./fake-cluster";

const NETWORK = "networkpolicies.networking.k8s.io";
const core = { app: "core" };
const gateway = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "istio-system" } } };

function scene() {
  const cluster = new FakeCluster("prod");
  const entry = new Entry(cluster);
  const network = (name: string, podSelector: object, ingress?: readonly object[], more: object = {}) =>
    cluster.put(NETWORK, "bank", name, { spec: { podSelector, ...(ingress ? { ingress } : {}), ...more } });
  return { cluster, network, admits: (labels: Record<string, string> = core, namespace = "bank") => entry.admits(namespace, labels) };
}

describe("what the gateway of a cluster reaches", () => {
  it("is everything where no policy stands", () => {
    expect(scene().admits()).toBe(true);
  });

  it("is nothing that a NetworkPolicy selects and none lets in, in its namespace alone", () => {
    const { network, admits } = scene();
    network("deny", { matchLabels: core });
    expect([admits(), admits({ app: "other" }), admits(core, "payments")]).toEqual([false, true, true]);
  });

  it("is what any NetworkPolicy lets in: another one can't take that away", () => {
    const { network, admits } = scene();
    network("deny", {});
    network("from-gateway", { matchLabels: core }, [{ from: [gateway] }]);
    expect([admits(), admits({ app: "other" })]).toEqual([true, false]);
  });

  it("is not what only others are let in to, nor what is only about the way out", () => {
    const { network, admits } = scene();
    network("out", {}, undefined, { policyTypes: ["Egress"] });
    expect(admits()).toBe(true);
    network("from-neighbours", { matchLabels: core }, [{ from: [{ podSelector: {} }, { ipBlock: { cidr: "10.0.0.0/8" } }] }]);
    expect(admits()).toBe(false);
  });

  it.each([
    ["an AuthorizationPolicy", "authorizationpolicies.security.istio.io", { selector: { matchLabels: core }, action: "DENY", rules: [{}] }],
    ["one without a selector", "authorizationpolicies.security.istio.io", { action: "DENY", rules: [{}] }],
    [
      "a CiliumNetworkPolicy",
      "ciliumnetworkpolicies.cilium.io",
      { endpointSelector: { matchLabels: core }, ingressDeny: [{ fromEntities: ["all"] }] },
    ],
  ])("is nothing that %s denies, whatever lets it in, until that is gone", (_, resource, spec) => {
    const { cluster, network, admits } = scene();
    network("from-gateway", { matchLabels: core }, [{}]);
    expect(admits()).toBe(true);
    cluster.put(resource, "bank", "fence", { spec });
    expect(admits()).toBe(false);
    cluster.remove(resource, "bank", "fence");
    expect(admits()).toBe(true);
  });

  it("is not narrowed by an AuthorizationPolicy that matches nothing", () => {
    const { cluster, admits } = scene();
    cluster.put("authorizationpolicies.security.istio.io", "bank", "none", { spec: { action: "DENY" } });
    expect(admits()).toBe(true);
  });
});
