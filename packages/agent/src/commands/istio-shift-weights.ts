import { type IstioWeight, istioShiftWeights } from "@holdfast/contracts/commands/istio-shift-weights";
import { findVirtualServices, istioRouteIndex, istioWeights, type VirtualService } from "../kube/routes";
import { defineCommand, Refused } from "./define-command";
import { shiftWeights } from "./shift-weights";

const isSame = (live: IstioWeight, ordered: IstioWeight) => live.host === ordered.host && live.subset === ordered.subset;

/** `istio.shift-weights`: the weights of one HTTP route of a VirtualService, and nothing else of it. */
export const shiftIstioWeights = defineCommand({
  contract: istioShiftWeights,
  rbac: [{ apiGroups: ["networking.istio.io"], resources: ["virtualservices"], verbs: ["get", "patch"] }],
  async handle({ kube }, { namespace, name, route, weights, expectWeights }) {
    const resource = await findVirtualServices(kube);
    if (!resource) throw new Refused("KindAbsent", "This cluster has no VirtualService: Istio is not installed.");
    const indexIn = (service: VirtualService) => {
      const index = istioRouteIndex(service, route);
      if (index === undefined) throw new Refused("NotFound", `The VirtualService ${namespace}/${name} has no HTTP route ${route}.`);
      return index;
    };
    return shiftWeights<VirtualService, IstioWeight>(
      kube,
      {
        ref: { resource, namespace, name },
        weightsOf: (service) => istioWeights(service, indexIn(service)),
        isSame,
        targetsOf: (service) => service.spec?.http?.[indexIn(service)]?.route,
        targetsPointer: (service) => `/spec/http/${indexIn(service)}/route`,
        pointer: (service, index) => `/spec/http/${indexIn(service)}/route/${index}/weight`,
        absentReason: "DestinationAbsent",
        nameOf: ({ host, subset }) => (subset ? `${host} (${subset})` : host),
      },
      weights,
      expectWeights,
    );
  },
});
