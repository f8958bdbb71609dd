import { istioReadLocality } from "@holdfast/contracts/queries/istio-read-locality";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { istioLocality } from "../commands/istio-set-locality-failover";
import { mayGet } from "../fields/declared-fields";
import { readFields } from "../fields/read-fields";
import { defineQuery } from "./define-query";

interface TrafficPolicy {
  readonly loadBalancer?: object;
  readonly outlierDetection?: object;
}
interface DestinationRule extends KubeObject {
  readonly spec?: {
    readonly trafficPolicy?: { readonly portLevelSettings?: readonly (TrafficPolicy & { readonly port?: { readonly number?: number } })[] };
    readonly subsets?: readonly { readonly name?: string; readonly trafficPolicy?: TrafficPolicy }[];
  };
}

const overrides = (policy: TrafficPolicy | undefined) => policy?.loadBalancer !== undefined || policy?.outlierDetection !== undefined;

/** The subsets and ports whose own policy stands above the rule's. */
function overriding({ spec }: DestinationRule): string[] {
  const subsets = (spec?.subsets ?? []).filter(({ trafficPolicy }) => overrides(trafficPolicy)).map(({ name = "" }) => name);
  const ports = (spec?.trafficPolicy?.portLevelSettings ?? []).filter(overrides).map(({ port }) => `:${port?.number ?? ""}`);
  return [...subsets, ...ports];
}

/** `istio.read-locality`: where a DestinationRule sends traffic when endpoints fail, as it stands now. */
export const readIstioLocality = defineQuery({
  contract: istioReadLocality,
  rbac: [mayGet(istioLocality)],
  handle: ({ kube }, target) => readFields(kube, istioLocality, target, (rule: DestinationRule) => ({ overriding: overriding(rule) })),
});
