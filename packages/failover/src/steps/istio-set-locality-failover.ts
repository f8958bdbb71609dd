import { istioSetLocalityFailover as command, IstioLocality } from "@holdfast/contracts/commands/istio-set-locality-failover";
import { istioReadLocality } from "@holdfast/contracts/queries/istio-read-locality";
import { IstioSetLocalityFailover } from "@holdfast/contracts/steps/istio-set-locality-failover";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { done, finding } from "../define-step";
import { fieldsStep } from "../fields-step";

type Detection = NonNullable<IstioSetLocalityFailover["outlierDetection"]>;

const DEFAULT: Detection = { consecutive5xxErrors: 5, intervalSeconds: 10, baseEjectionSeconds: 30, maxEjectionPercent: 100 };

const asIstio = ({ consecutive5xxErrors, intervalSeconds, baseEjectionSeconds, maxEjectionPercent }: Detection) => ({
  ...{ consecutive5xxErrors, interval: `${intervalSeconds}s`, baseEjectionTime: `${baseEjectionSeconds}s`, maxEjectionPercent },
});

/** Lets Istio send a region's traffic to another by itself. Istio reports no effect, so probe what matters in a step after it. */
export const istioSetLocalityFailover = fieldsStep({
  name: "istio.set-locality-failover",
  schema: IstioSetLocalityFailover,
  values: IstioLocality,
  command,
  query: istioReadLocality,
  kind: "DestinationRule",
  resource: "destinationrules.networking.istio.io",
  describe: (p) => describeStep({ use: "istio.set-locality-failover", with: p }),
  // The whole map: Istio takes one of failover, distribute and failoverPriority, never two.
  wanted: (p, live) => ({
    localityLbSetting: { enabled: true, failover: p.failover },
    outlierDetection: p.outlierDetection ? asIstio(p.outlierDetection) : (live.outlierDetection ?? asIstio(DEFAULT)),
  }),
  findings: (_, p, { status: { overriding } }) =>
    overriding.length === 0
      ? []
      : [finding("PolicyOverridden", "warning", `DestinationRule ${p.namespace}/${p.name}`, { parts: overriding.join(", ") })],
  effect: (_, { localityLbSetting }) => done(worded(localityLbSetting === null ? "StaysInItsRegion" : "LocalitySet")),
});
