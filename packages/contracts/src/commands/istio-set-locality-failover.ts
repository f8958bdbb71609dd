import { z } from "zod";
import { setsFields } from "../declared-fields";
import { Json } from "../json";

const IstioMap = z.record(z.string(), Json).nullable();

/** Where traffic goes when the endpoints near it fail, and by what Istio sees that they do: both maps as Istio spells them. */
export const IstioLocality = z.strictObject({ localityLbSetting: IstioMap, outlierDetection: IstioMap });
export type IstioLocality = z.infer<typeof IstioLocality>;

/**
 * Sets `spec.trafficPolicy.loadBalancer.localityLbSetting` and `spec.trafficPolicy.outlierDetection` of a DestinationRule, if
 * they still are what the sender saw. Refused: `FieldsDrifted`, `NotFound`, `KindAbsent`.
 */
export const istioSetLocalityFailover = setsFields("istio.set-locality-failover", IstioLocality);
