import { type BackendWeight, gatewayShiftWeights } from "@holdfast/contracts/commands/gateway-shift-weights";
import { backendWeights, findHttpRoutes, type HttpRoute } from "../kube/routes";
import { defineCommand, Refused } from "./define-command";
import { shiftWeights } from "./shift-weights";

/** The same backend: no namespace is the route's own, and an order without a port means the backend by its name. */
const isSameIn = (namespace: string) => (live: BackendWeight, ordered: BackendWeight) =>
  live.name === ordered.name &&
  (live.namespace ?? namespace) === (ordered.namespace ?? namespace) &&
  (ordered.port === null || live.port === ordered.port);

/** `gateway.shift-weights`: the weights of the backends of one rule of an HTTPRoute, and nothing else of it. */
export const shiftGatewayWeights = defineCommand({
  contract: gatewayShiftWeights,
  rbac: [{ apiGroups: ["gateway.networking.k8s.io"], resources: ["httproutes"], verbs: ["get", "patch"] }],
  async handle({ kube }, { namespace, name, rule, weights, expectWeights }) {
    const resource = await findHttpRoutes(kube);
    if (!resource) throw new Refused("KindAbsent", "This cluster has no HTTPRoute: Gateway API is not installed.");
    return shiftWeights<HttpRoute, BackendWeight>(
      kube,
      {
        ref: { resource, namespace, name },
        weightsOf: (route) => {
          if (!route.spec?.rules?.[rule]) throw new Refused("NotFound", `The HTTPRoute ${namespace}/${name} has no rule ${rule}.`);
          return backendWeights(route, rule);
        },
        isSame: isSameIn(namespace),
        targetsOf: (route) => route.spec?.rules?.[rule]?.backendRefs,
        targetsPointer: () => `/spec/rules/${rule}/backendRefs`,
        pointer: (_, index) => `/spec/rules/${rule}/backendRefs/${index}/weight`,
        absentReason: "BackendAbsent",
        nameOf: (backend) => `${backend.name}${backend.port === null ? "" : `:${backend.port}`}`,
      },
      weights,
      expectWeights,
    );
  },
});
