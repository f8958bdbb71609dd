import type { KubeObject } from "../../kube/cluster-store";
import type { ClusterWorld } from "../cluster-world";
import type { Kubelets } from "../pods/kubelets";

const LEASES = "leases.coordination.k8s.io";
const NAMESPACE = "kube-node-lease";
const MIN_RENEW_SECONDS = 10;
/** At most so many renewals a second, however many nodes there are: a lease then lasts longer. */
const RENEWALS_PER_SECOND = 20;

interface Lease extends KubeObject {
  readonly spec: Readonly<Record<string, unknown>>;
}

const microTime = (at: Date) => at.toISOString().replace("Z", "000Z");

/** Renews the lease of every node that can be reached: the heartbeat by which a node is known to live. */
export function runNodeLeases({ api, runtime }: ClusterWorld, kubelets: Kubelets): void {
  const { store, now } = api;

  const create = (node: KubeObject, seconds: number) =>
    store.create(LEASES, {
      ...{ apiVersion: "coordination.k8s.io/v1", kind: "Lease" },
      metadata: {
        ...{ name: node.metadata.name, namespace: NAMESPACE },
        ownerReferences: [{ apiVersion: "v1", kind: "Node", name: node.metadata.name, uid: node.metadata.uid }],
      },
      spec: { holderIdentity: node.metadata.name, leaseDurationSeconds: seconds * 4, renewTime: microTime(now()) },
    });

  const renew = () => {
    const nodes = store.list("nodes");
    const seconds = Math.max(MIN_RENEW_SECONDS, Math.ceil(nodes.length / RENEWALS_PER_SECOND));
    for (const node of nodes) {
      const { name } = node.metadata;
      if (!kubelets.isReachable(name)) continue;
      const renewed = store.update(LEASES, NAMESPACE, name, (lease) => ({
        ...lease,
        spec: { ...(lease as Lease).spec, leaseDurationSeconds: seconds * 4, renewTime: microTime(now()) },
      }));
      if (!renewed) create(node, seconds);
    }
    runtime.after(seconds * 1000, renew);
  };

  runtime.after(0, renew);
}
