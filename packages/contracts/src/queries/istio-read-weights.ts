import { z } from "zod";
import { agentContract } from "../command";
import { IstioWeight } from "../commands/istio-shift-weights";
import { ObjectName } from "../ids";

/** The weights of one HTTP route of a VirtualService, read now. */
export const istioReadWeights = agentContract(
  "istio.read-weights",
  z.strictObject({ namespace: ObjectName, name: ObjectName, route: z.union([z.string().max(253), z.number().int().min(0)]).default(0) }),
  z.object({ isServed: z.boolean(), exists: z.boolean(), weights: z.array(IstioWeight), knownHosts: z.array(z.string()) }),
);
