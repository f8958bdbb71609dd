import { z } from "zod";
import { agentContract } from "../command";
import { BackendWeight } from "../commands/gateway-shift-weights";
import { ObjectName } from "../ids";

/** The weights of one rule of an HTTPRoute and whether its gateway took them, read now. */
export const gatewayReadWeights = agentContract(
  "gateway.read-weights",
  z.strictObject({ namespace: ObjectName, name: ObjectName, rule: z.number().int().min(0).max(15).default(0) }),
  z.object({
    isServed: z.boolean(),
    exists: z.boolean(),
    weights: z.array(BackendWeight),
    /** Conditions Accepted and ResolvedRefs of every parent for this generation; empty when no controller reports. */
    parents: z.array(z.object({ name: z.string(), isAccepted: z.boolean(), hasResolvedRefs: z.boolean(), isObserved: z.boolean() })),
  }),
);
