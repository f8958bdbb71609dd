import { z } from "zod";
import { agentContract } from "../command";
import { ObjectName } from "../ids";

/** The share of one backend of an HTTPRoute rule; Gateway API allows 0 to 1,000,000 and takes 1 where none is given. */
export const BackendWeight = z.strictObject({
  name: ObjectName,
  namespace: ObjectName.nullable().default(null),
  port: z.number().int().min(1).max(65535).nullable().default(null),
  weight: z.number().int().min(0).max(1_000_000),
});
export type BackendWeight = z.infer<typeof BackendWeight>;

/**
 * Sets the weights of one rule of an HTTPRoute (`spec.rules[rule].backendRefs[*].weight`), if they still are what the
 * sender saw. Refused: `WeightsDrifted`, `NotFound`, `KindAbsent`, `BackendAbsent`.
 */
export const gatewayShiftWeights = agentContract(
  "gateway.shift-weights",
  z.strictObject({
    namespace: ObjectName,
    name: ObjectName,
    rule: z.number().int().min(0).max(15).default(0),
    weights: z.array(BackendWeight).min(1).max(16),
    expectWeights: z.array(BackendWeight).min(1).max(16),
  }),
  z.object({ previous: z.array(BackendWeight), hasChanged: z.boolean() }),
);
