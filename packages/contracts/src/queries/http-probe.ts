import { z } from "zod";
import { agentContract } from "../command";

/** One HTTP GET from inside the cluster's network to an origin that the agent's owner allowed; redirects are not followed. */
export const httpProbe = agentContract(
  "http.probe",
  z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(2048), timeoutMs: z.number().int().min(50).max(30_000) }),
  z.object({
    refusal: z.enum(["OriginNotAllowed", "Unreachable", "TimedOut"]).nullable(),
    message: z.string().nullable(),
    /** Whether there was no address to ask: the name could not be looked up in time, so that nothing is known of what it names. */
    isNameUnknown: z.boolean().optional(),
    status: z.number().int().nullable(),
    durationMs: z.number(),
  }),
);
