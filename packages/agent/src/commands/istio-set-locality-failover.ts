import { IstioLocality, istioSetLocalityFailover } from "@holdfast/contracts/commands/istio-set-locality-failover";
import { declaredFields, maySet } from "../fields/declared-fields";
import { setFields } from "../fields/set-fields";
import { defineCommand } from "./define-command";

/** Where a DestinationRule sends traffic when endpoints fail. */
export const istioLocality = declaredFields({
  kind: { group: "networking.istio.io", plural: "destinationrules", kind: "DestinationRule", versions: ["v1", "v1beta1", "v1alpha3"] },
  values: IstioLocality,
  pointers: {
    localityLbSetting: "/spec/trafficPolicy/loadBalancer/localityLbSetting",
    outlierDetection: "/spec/trafficPolicy/outlierDetection",
  },
});

/** `istio.set-locality-failover`: where a DestinationRule sends traffic when endpoints fail, and nothing else of it. */
export const setIstioLocalityFailover = defineCommand({
  contract: istioSetLocalityFailover,
  rbac: maySet(istioLocality),
  handle: ({ kube }, order) => setFields(kube, istioLocality, order),
});
