import { z } from "zod";
import { IstioLocality } from "../commands/istio-set-locality-failover";
import { readsFields } from "../declared-fields";

/** Where a DestinationRule sends traffic when endpoints fail, and which of its subsets or ports have a policy of their own. */
export const istioReadLocality = readsFields("istio.read-locality", IstioLocality, z.object({ overriding: z.array(z.string()) }));
