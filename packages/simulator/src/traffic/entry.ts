// Whether a cluster's gateway reaches its pods, by the policies that stand there. It reads what of them denies or lets in; ports
// are not looked at, for every application here has one.
import type { StoreChange } from "../kube/cluster-store";
import { type LabelMap, selectorTest } from "../kube/label-selector";
import type { LabelSelector } from "../kube/types/pod";
import { listAt, type ReadableStore, textAt, valueAt } from "./kube-read";

const NETWORK = "networkpolicies.networking.k8s.io";
const CILIUM = "ciliumnetworkpolicies.cilium.io";
const ISTIO = "authorizationpolicies.security.istio.io";
const RESOURCES: readonly string[] = [NETWORK, CILIUM, ISTIO];

/** The labels of the namespace that the gateway's pods are in. */
const GATEWAY_NAMESPACE: LabelMap = { "kubernetes.io/metadata.name": "istio-system" };

/** Without a selector a policy is about every pod of its namespace. What the API server took as a selector is one. */
const selects = (policy: unknown, field: string, labels: LabelMap): boolean =>
  selectorTest((valueAt(policy, "spec", field) ?? {}) as LabelSelector)(labels);

/** A rule without peers lets everybody in; one with peers those that it names. */
function letsGatewayIn(rule: unknown): boolean {
  const peers = listAt(rule, "from");
  if (peers.length === 0) return true;
  return peers.some((peer) => {
    const namespaces = valueAt(peer, "namespaceSelector") as LabelSelector | undefined;
    return namespaces !== undefined && selectorTest(namespaces)(GATEWAY_NAMESPACE);
  });
}

const isAboutIngress = (policy: unknown): boolean => {
  const types = listAt(policy, "spec", "policyTypes");
  return types.length === 0 || types.includes("Ingress");
};

/** Policies of one cluster, looked at again only when one of them changes. */
export class Entry {
  private readonly store: ReadableStore;
  private readonly known = new Map<string, boolean>();

  constructor(store: ReadableStore) {
    this.store = store;
    store.subscribe(({ resource }: StoreChange) => {
      if (RESOURCES.includes(resource)) this.known.clear();
    });
  }

  /** Whether requests of the gateway reach the pods of a namespace with these labels. */
  admits(namespace: string, labels: LabelMap): boolean {
    const key = `${namespace}/${JSON.stringify(labels)}`;
    const known = this.known.get(key) ?? (this.isLetIn(namespace, labels) && !this.isDenied(namespace, labels));
    this.known.set(key, known);
    return known;
  }

  /** NetworkPolicies add up: pods that one of them selects take what any of them lets in, and nothing else. */
  private isLetIn(namespace: string, labels: LabelMap): boolean {
    const about = this.store.list(NETWORK, namespace).filter((policy) => isAboutIngress(policy) && selects(policy, "podSelector", labels));
    return about.length === 0 || about.some((policy) => listAt(policy, "spec", "ingress").some(letsGatewayIn));
  }

  /** A policy that denies stands above all that let in. Only those that deny everybody are known here. */
  private isDenied(namespace: string, labels: LabelMap): boolean {
    const byCilium = this.store
      .list(CILIUM, namespace)
      .filter((policy) => selects(policy, "endpointSelector", labels))
      .some((policy) => listAt(policy, "spec", "ingressDeny").some((rule) => listAt(rule, "fromEntities").includes("all")));
    const byIstio = this.store
      .list(ISTIO, namespace)
      .filter((policy) => textAt(policy, "spec", "action") === "DENY" && selects(policy, "selector", labels))
      .some((policy) => listAt(policy, "spec", "rules").some((rule) => Object.keys(rule ?? {}).length === 0));
    return byCilium || byIstio;
  }
}
