import { z } from "zod";
import { DnsLabel } from "./ids";
import { ProbePromql } from "./steps/probe-promql";

/** One alarm of a trigger: a query to the standby's Prometheus whose value is held against a threshold. */
export const TriggerAlarm = ProbePromql.omit({ cluster: true, consecutive: true, intervalMs: true }).extend({ name: DnsLabel });
export type TriggerAlarm = z.infer<typeof TriggerAlarm>;

/**
 * What the standby's Prometheus has to say of the primary before it counts as lost. On top of the heartbeat and the probe; with `enough` in
 * the place of a probe that can't say, never against one that gets an answer. Not once does it begin anything by itself.
 */
export const TriggerAlarms = z.strictObject({
  match: z.enum(["all", "any"]).default("all"),
  enough: z.boolean().default(false),
  conditions: z
    .array(TriggerAlarm)
    .min(1, "leave alarms out where there is none")
    .max(10)
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, "give each condition a name of its own"),
});
export type TriggerAlarms = z.infer<typeof TriggerAlarms>;
