import { istioReadWeights } from "@holdfast/contracts/queries/istio-read-weights";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import type { KubePort } from "../kube/kube-port";
import { findVirtualServices, istioRouteIndex, istioWeights, type VirtualService } from "../kube/routes";
import { defineQuery } from "./define-query";

interface ServiceEntry extends KubeObject {
  readonly spec?: { readonly hosts?: readonly string[] };
}

const SERVICES = { group: "", version: "v1", plural: "services", kind: "Service", isNamespaced: true };
const CLUSTER_HOST = /^([a-z0-9-]+)(?:\.([a-z0-9-]+))?(?:\.svc(?:\.[a-z0-9.-]+)?)?$/;

/** The service that a host means, as Istio reads it from a route of this namespace; undefined for a host outside the cluster. */
function serviceOf(host: string, namespace: string): { name: string; namespace: string } | undefined {
  const [, name, inNamespace] = CLUSTER_HOST.exec(host) ?? [];
  return name ? { name, namespace: inNamespace ?? namespace } : undefined;
}

/** The hosts behind which the mesh knows something: a Service of the cluster, or a ServiceEntry of the namespace. */
async function knownHosts(kube: KubePort, hosts: readonly string[], namespace: string): Promise<string[]> {
  const entries = await kube.find("networking.istio.io", "serviceentries", ["v1", "v1beta1", "v1alpha3"]);
  const listed = entries ? await kube.list<ServiceEntry>(entries, namespace) : [];
  const external = new Set(listed.flatMap((entry) => entry.spec?.hosts ?? []));
  const found = await Promise.all(
    hosts.map(async (host) => {
      const service = serviceOf(host, namespace);
      return external.has(host) || (service !== undefined && (await kube.read({ resource: SERVICES, ...service })) !== undefined);
    }),
  );
  return hosts.filter((_, i) => found[i]);
}

/** `istio.read-weights`: the weights of one HTTP route now, and which of its hosts exist. */
export const readIstioWeights = defineQuery({
  contract: istioReadWeights,
  rbac: [
    { apiGroups: ["networking.istio.io"], resources: ["virtualservices"], verbs: ["get"] },
    { apiGroups: ["networking.istio.io"], resources: ["serviceentries"], verbs: ["list"] },
    { apiGroups: [""], resources: ["services"], verbs: ["get"] },
  ],
  async handle({ kube }, { namespace, name, route }) {
    const resource = await findVirtualServices(kube);
    if (!resource) return { isServed: false, exists: false, weights: [], knownHosts: [] };
    const service = await kube.read<VirtualService>({ resource, namespace, name });
    const index = service && istioRouteIndex(service, route);
    if (!service || index === undefined) return { isServed: true, exists: false, weights: [], knownHosts: [] };
    const weights = istioWeights(service, index);
    return {
      isServed: true,
      exists: true,
      weights,
      knownHosts: await knownHosts(kube, [...new Set(weights.map((each) => each.host))], namespace),
    };
  },
});
