import { gatewayReadWeights } from "@holdfast/contracts/queries/gateway-read-weights";
import { condition } from "@holdfast/domain/health/kube-object";
import { backendWeights, findHttpRoutes, type HttpRoute } from "../kube/routes";
import { defineQuery } from "./define-query";

const parentsOf = (route: HttpRoute) =>
  (route.status?.parents ?? []).map(({ parentRef, conditions }) => {
    const [accepted, resolved] = [condition(conditions, "Accepted"), condition(conditions, "ResolvedRefs")];
    const generation = route.metadata?.generation ?? 0;
    return {
      name: parentRef?.name ?? "",
      isAccepted: accepted?.status === "True",
      hasResolvedRefs: resolved?.status === "True",
      isObserved: [accepted, resolved].every((each) => (each?.observedGeneration ?? 0) >= generation),
    };
  });

/** `gateway.read-weights`: the weights of one rule of an HTTPRoute now, and whether its gateways took them. */
export const readGatewayWeights = defineQuery({
  contract: gatewayReadWeights,
  rbac: [{ apiGroups: ["gateway.networking.k8s.io"], resources: ["httproutes"], verbs: ["get"] }],
  async handle({ kube }, { namespace, name, rule }) {
    const resource = await findHttpRoutes(kube);
    if (!resource) return { isServed: false, exists: false, weights: [], parents: [] };
    const route = await kube.read<HttpRoute>({ resource, namespace, name });
    if (!route?.spec?.rules?.[rule]) return { isServed: true, exists: false, weights: [], parents: [] };
    return { isServed: true, exists: true, weights: backendWeights(route, rule), parents: parentsOf(route) };
  },
});
