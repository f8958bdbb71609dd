import { z } from "zod";
import { BackendWeight } from "../commands/gateway-shift-weights";
import { DnsLabel, ObjectName } from "../ids";

/** `gateway.shift-weights`: one rule of an HTTPRoute sends these shares; at least one must be above zero. */
export const GatewayShiftWeights = z
  .strictObject({
    cluster: DnsLabel,
    namespace: ObjectName,
    name: ObjectName,
    rule: z.number().int().min(0).max(15).default(0),
    weights: z.array(BackendWeight).min(1).max(16),
  })
  .refine((p) => p.weights.some((w) => w.weight > 0), { path: ["weights"], message: "at least one weight must be above zero" });
export type GatewayShiftWeights = z.infer<typeof GatewayShiftWeights>;
