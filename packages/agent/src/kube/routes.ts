// Where the weights of a route are, in Istio's VirtualService and in Gateway API's HTTPRoute: read for the screens and the
// checks, and changed by the commands.
import type { BackendWeight } from "@holdfast/contracts/commands/gateway-shift-weights";
import type { IstioWeight } from "@holdfast/contracts/commands/istio-shift-weights";
import type { Condition, KubeObject } from "@holdfast/domain/health/kube-object";
import type { ServedResource } from "./discovery";
import type { KubePort } from "./kube-port";

interface IstioDestination {
  readonly destination?: { readonly host?: string; readonly subset?: string };
  readonly weight?: number;
}
/** What is read of a VirtualService. */
export interface VirtualService extends KubeObject {
  readonly spec?: { readonly http?: readonly { readonly name?: string; readonly route?: readonly IstioDestination[] }[] };
}
interface BackendRef {
  readonly name?: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly weight?: number;
}
/** What is read of an HTTPRoute. */
export interface HttpRoute extends KubeObject {
  readonly spec?: { readonly rules?: readonly { readonly backendRefs?: readonly BackendRef[] }[] };
  readonly status?: {
    readonly parents?: readonly { readonly parentRef?: { readonly name?: string }; readonly conditions?: readonly Condition[] }[];
  };
}

/** VirtualServices, in the newest version that is served. */
export const findVirtualServices = (kube: KubePort): Promise<ServedResource | undefined> =>
  kube.find("networking.istio.io", "virtualservices", ["v1", "v1beta1", "v1alpha3"]);

/** HTTPRoutes, in the newest version that is served. */
export const findHttpRoutes = (kube: KubePort): Promise<ServedResource | undefined> =>
  kube.find("gateway.networking.k8s.io", "httproutes", ["v1", "v1beta1"]);

/** The index of the HTTP route that is meant by name or by number; undefined when there is none. */
export function istioRouteIndex(service: VirtualService, route: string | number): number | undefined {
  const routes = service.spec?.http ?? [];
  const index = typeof route === "number" ? route : routes.findIndex((each) => each.name === route);
  return routes[index] ? index : undefined;
}

/** The weights of one HTTP route. Istio sends everything to a single destination, and nothing to one without a weight beside others. */
export function istioWeights(service: VirtualService, index: number): IstioWeight[] {
  const destinations = service.spec?.http?.[index]?.route ?? [];
  return destinations.map(({ destination, weight }) => ({
    host: destination?.host ?? "",
    subset: destination?.subset ?? null,
    weight: weight ?? (destinations.length === 1 ? 100 : 0),
  }));
}

/** The weights of one rule of an HTTPRoute. Gateway API takes 1 where none is given, and the route's own namespace. */
export function backendWeights(route: HttpRoute, rule: number): BackendWeight[] {
  return (route.spec?.rules?.[rule]?.backendRefs ?? []).map((ref) => ({
    name: ref.name ?? "",
    namespace: ref.namespace ?? null,
    port: ref.port ?? null,
    weight: ref.weight ?? 1,
  }));
}
