import type { KubeObject } from "../../kube/cluster-store";
import { equalJson } from "../../kube/store/equal-json";
import { keyOf } from "../../kube/store/object-identity";
import type { Condition } from "../../kube/types/pod";
import type { ClusterWorld } from "../cluster-world";
import { withCondition } from "../workloads/conditions";

const GATEWAYS = "gateways.gateway.networking.k8s.io";
const ROUTES = "httproutes.gateway.networking.k8s.io";
const CONTROLLER = "istio.io/gateway-controller";

interface ParentRef {
  readonly name: string;
  readonly namespace?: string;
  readonly sectionName?: string;
}

interface Route extends KubeObject {
  readonly spec: {
    readonly parentRefs?: readonly ParentRef[];
    readonly rules?: readonly {
      readonly backendRefs?: readonly { readonly kind?: string; readonly name: string; readonly namespace?: string }[];
    }[];
  };
  readonly status?: { readonly parents?: readonly { readonly parentRef: ParentRef; readonly conditions?: readonly Condition[] }[] };
}

interface Gateway extends KubeObject {
  readonly spec: { readonly listeners?: readonly { readonly name: string }[] };
  readonly status?: { readonly conditions?: readonly Condition[] };
}

type Observed = readonly [type: string, isTrue: boolean, reason: string, message: string];

/** Plays the gateway's own controller: says of routes and gateways whether they were taken and whether their backends exist. */
class GatewayStatus {
  constructor(private readonly world: ClusterWorld) {}

  reconcileRoute(route: Route): void {
    const { store } = this.world.api;
    const { namespace = "", name } = route.metadata;
    const missing = (route.spec.rules ?? [])
      .flatMap(({ backendRefs = [] }) => backendRefs)
      .find((backend) => !store.get("services", backend.namespace ?? namespace, backend.name));
    const resolved: Observed = missing
      ? ["ResolvedRefs", false, "BackendNotFound", `backend(${missing.name}.${missing.namespace ?? namespace}) not found`]
      : ["ResolvedRefs", true, "ResolvedRefs", "All references resolved"];
    store.update(ROUTES, namespace, name, (live) => {
      const current = live as Route;
      const parents = (current.spec.parentRefs ?? []).map((parentRef) => {
        const isThere = store.get(GATEWAYS, parentRef.namespace ?? namespace, parentRef.name) !== undefined;
        const accepted: Observed = isThere
          ? ["Accepted", true, "Accepted", "Route was valid"]
          : ["Accepted", false, "NoMatchingParent", `no gateway ${parentRef.name} found`];
        const old = current.status?.parents?.find((parent) => equalJson(parent.parentRef, parentRef))?.conditions;
        return { parentRef, controllerName: CONTROLLER, conditions: this.conditions(current, old, [accepted, resolved]) };
      });
      const status = { parents };
      return equalJson(status, current.status) ? current : { ...current, status };
    });
  }

  reconcileGateway(gateway: Gateway): void {
    const { store } = this.world.api;
    const { namespace = "", name } = gateway.metadata;
    const isAttached = (route: KubeObject) =>
      (route as Route).spec.parentRefs?.some(
        (parent) => parent.name === name && (parent.namespace ?? route.metadata.namespace) === namespace,
      );
    const attachedRoutes = store.list(ROUTES).filter(isAttached).length;
    store.update(GATEWAYS, namespace, name, (live) => {
      const current = live as Gateway;
      const taken: readonly Observed[] = [
        ["Accepted", true, "Accepted", "Resource accepted"],
        ["Programmed", true, "Programmed", "Resource programmed"],
      ];
      const listeners = (current.spec.listeners ?? []).map((listener) => ({
        name: listener.name,
        attachedRoutes,
        supportedKinds: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute" }],
      }));
      const status = { ...current.status, conditions: this.conditions(current, current.status?.conditions, taken), listeners };
      return equalJson(status, current.status) ? current : { ...current, status };
    });
  }

  private conditions({ metadata }: KubeObject, old: readonly Condition[] | undefined, observed: readonly Observed[]): readonly Condition[] {
    const now = this.world.api.now();
    const set = observed.reduce<readonly Condition[]>(
      (list, [type, isTrue, reason, message]) => withCondition(list, { type, status: isTrue ? "True" : "False", reason, message }, now),
      old ?? [],
    );
    return set.map((condition) => ({ ...condition, observedGeneration: metadata.generation ?? 0 }));
  }
}

/** Reports on Gateways and HTTPRoutes where a cluster has them. */
export function runGatewayStatus(world: ClusterWorld): void {
  const { runtime, api } = world;
  const gateway = new GatewayStatus(world);
  const routes = runtime.controller<Route>(ROUTES, (route) => gateway.reconcileRoute(route));
  const gateways = runtime.controller<Gateway>(GATEWAYS, (each) => gateway.reconcileGateway(each));
  const all = () => {
    for (const route of api.store.list(ROUTES)) routes(keyOf(route));
  };
  runtime.watch(GATEWAYS, ({ type }) => type !== "MODIFIED" && all());
  runtime.watch("services", ({ type }) => type !== "MODIFIED" && all());
  runtime.watch(ROUTES, () => {
    for (const each of api.store.list(GATEWAYS)) gateways(keyOf(each));
  });
}
