import { listAt, numberAt, type ReadableStore, textAt } from "./kube-read";

/** One place that a gateway sends to, and its share of 0 to 1. */
export interface Destination {
  /** The host of a VirtualService, or the name of an HTTPRoute's backend. */
  readonly host: string;
  readonly share: number;
}

/** Weights as shares: a single destination without a weight gets everything, several without get nothing. */
function shares(routes: readonly { host: string; weight: number | undefined }[], whenUnsaid: number): Destination[] {
  const only = routes.length === 1 ? routes[0] : undefined;
  if (only && only.weight === undefined) return [{ host: only.host, share: 1 }];
  const total = routes.reduce((sum, { weight = whenUnsaid }) => sum + weight, 0);
  return routes.map(({ host, weight = whenUnsaid }) => ({ host, share: total > 0 ? weight / total : 0 }));
}

const weightOf = (route: unknown): number | undefined => {
  const weight = numberAt(-1, route, "weight");
  return weight < 0 ? undefined : weight;
};

/** Where the first HTTP route of a VirtualService sends; undefined when the cluster has no such object. */
export function virtualServiceRoutes(store: ReadableStore, namespace: string, name: string): Destination[] | undefined {
  const object = store.get("virtualservices.networking.istio.io", namespace, name);
  if (!object) return undefined;
  const routes = listAt(object, "spec", "http", 0, "route");
  return shares(
    routes.map((route) => ({ host: textAt(route, "destination", "host"), weight: weightOf(route) })),
    0,
  );
}

/** Where the first rule of an HTTPRoute sends; undefined when the cluster has no such object. A weight unsaid counts one. */
export function httpRouteRoutes(store: ReadableStore, namespace: string, name: string): Destination[] | undefined {
  const object = store.get("httproutes.gateway.networking.k8s.io", namespace, name);
  if (!object) return undefined;
  const backends = listAt(object, "spec", "rules", 0, "backendRefs");
  return shares(
    backends.map((backend) => ({ host: textAt(backend, "name"), weight: weightOf(backend) })),
    1,
  );
}
