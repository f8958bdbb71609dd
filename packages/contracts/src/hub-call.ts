import { z } from "zod";
import { Json } from "./json";

/** A call that a hub makes itself, as it was meant before anything was sent. It holds no secret: the channel does. */
export const HubCallOrder = z.strictObject({
  channel: z.string(),
  event: z.string(),
  data: z.record(z.string(), Json),
  /** Null: any status that means success. */
  expectStatus: z.number().int().nullable(),
  isIdempotent: z.boolean(),
  timeoutMs: z.number().int(),
});
export type HubCallOrder = z.infer<typeof HubCallOrder>;

/**
 * What became of a call. `refused`: the receiver said that it did nothing. `failed`: it never left. `unknown`: it may have had its
 * effect, and nobody heard.
 */
export const HubCallOutcome = z.enum(["succeeded", "refused", "failed", "unknown"]);
export type HubCallOutcome = z.infer<typeof HubCallOutcome>;
