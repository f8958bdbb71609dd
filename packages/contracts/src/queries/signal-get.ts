import { z } from "zod";
import { agentContract } from "../command";

/** The signal sources of a cluster that an agent can be asked about. */
export const SignalSource = z.enum(["prometheus", "loki", "jaeger"]);
export type SignalSource = z.infer<typeof SignalSource>;

/** The paths that an agent will ask of each source; anything else is refused there. All are GET. */
export const signalPaths = {
  prometheus: ["/api/v1/query", "/api/v1/query_range", "/api/v1/series", "/api/v1/labels"],
  loki: ["/loki/api/v1/query", "/loki/api/v1/query_range", "/loki/api/v1/labels"],
  jaeger: ["/api/services", "/api/traces"],
} as const satisfies Record<SignalSource, readonly string[]>;

/** One GET of a source's own API through the agent. The body is that API's, not looked at on the way. */
export const signalGet = agentContract(
  "signal.get",
  z.strictObject({
    source: SignalSource,
    path: z.string().max(128),
    params: z.array(z.tuple([z.string().max(64), z.string().max(8192)])).max(32),
  }),
  z.object({
    refusal: z.enum(["NotConfigured", "PathNotAllowed", "Unreachable", "TimedOut", "TooLarge"]).nullable(),
    message: z.string().nullable(),
    status: z.number().int().nullable(),
    body: z.string(),
  }),
);
