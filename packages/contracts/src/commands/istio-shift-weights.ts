import { z } from "zod";
import { agentContract } from "../command";
import { ObjectName } from "../ids";

/** The share of one destination in a route, as Istio spells it: host and, where there is one, subset. */
export const IstioWeight = z.strictObject({
  host: z.string().min(1).max(253),
  subset: z.string().max(63).nullable().default(null),
  weight: z.number().int().min(0).max(100),
});
export type IstioWeight = z.infer<typeof IstioWeight>;

/**
 * Sets the weights of one HTTP route of a VirtualService (`spec.http[route].route[*].weight`), if they still are what the
 * sender saw. Refused: `WeightsDrifted`, `NotFound`, `KindAbsent`, `DestinationAbsent`.
 */
export const istioShiftWeights = agentContract(
  "istio.shift-weights",
  z.strictObject({
    namespace: ObjectName,
    name: ObjectName,
    /** The route's `name`, or its index when routes have none. */
    route: z.union([z.string().max(253), z.number().int().min(0)]).default(0),
    weights: z.array(IstioWeight).min(1).max(32),
    expectWeights: z.array(IstioWeight).min(1).max(32),
  }),
  z.object({ previous: z.array(IstioWeight), hasChanged: z.boolean() }),
);
