import { z } from "zod";
import { DnsLabel } from "./ids";
import { TriggerAlarms } from "./trigger-alarms";

/**
 * When the primary of an armed plan counts as lost: its agent's heartbeat is gone, the standby's agent gets no answer from it, and, where
 * the plan asks for one, a trigger source has reported it or alarms at the standby say so; all of that for the whole hold-down, without a
 * break.
 */
export const Trigger = z.strictObject({
  holdDownSeconds: z.number().int().min(1).max(3600).default(10),
  /** How long the group must have been at rest since its last run. */
  minDelaySeconds: z.number().int().min(0).max(604_800).default(600),
  /** What the standby's agent asks: an address of the primary itself, never one that is answered by somebody else when it is gone. */
  probe: z.strictObject({
    url: z.url({ protocol: /^https?$/, error: "must be an http or https address of the primary" }).max(2048),
    timeoutMs: z.number().int().min(50).max(2000).default(1000),
  }),
  /** A report that has to come on top, from this trigger source, and for how long it says something. */
  reported: z.strictObject({ source: DnsLabel, validForSeconds: z.number().int().min(30).max(86_400).default(600) }).optional(),
  /** Alarms that have to come on top, or may stand for a probe that can't say. */
  alarms: TriggerAlarms.optional(),
});
export type Trigger = z.infer<typeof Trigger>;
