import { z } from "zod";
import { IstioWeight } from "../commands/istio-shift-weights";
import { DnsLabel, ObjectName } from "../ids";

/** `istio.shift-weights`: one HTTP route of a VirtualService sends these shares; they must sum to 100. */
export const IstioShiftWeights = z
  .strictObject({
    cluster: DnsLabel,
    namespace: ObjectName,
    name: ObjectName,
    route: z.union([z.string().max(253), z.number().int().min(0)]).default(0),
    weights: z.array(IstioWeight).min(1).max(32),
  })
  .refine((p) => p.weights.reduce((sum, w) => sum + w.weight, 0) === 100, { path: ["weights"], message: "the weights must sum to 100" });
export type IstioShiftWeights = z.infer<typeof IstioShiftWeights>;
