import { z } from "zod";
import { DnsLabel } from "./ids";
import { ProbeHttp } from "./steps/probe-http";
import { ProbePromql } from "./steps/probe-promql";

const once = { consecutive: true, intervalMs: true } as const;

const promql = { name: DnsLabel, use: z.literal("probe.promql"), with: ProbePromql.omit(once) };
const http = { name: DnsLabel, use: z.literal("probe.http"), with: ProbeHttp.omit(once) };

/** Something that must hold before a drill begins: one look at a site's Prometheus, or at a URL from inside a site. */
export const BlockingCondition = z.discriminatedUnion("use", [z.strictObject(promql), z.strictObject(http)]);
export type BlockingCondition = z.infer<typeof BlockingCondition>;

const outcome = {
  /** At the end of the drill, or at each look while it runs. */
  when: z.enum(["end", "throughout"]).default("end"),
  /** So long after the drill's end it may still come to hold; for one at the end. */
  withinSeconds: z.number().int().min(0).max(600).default(60),
};

/** Something that must hold for a drill to count as passed. */
export const OutcomeCondition = z.discriminatedUnion("use", [
  z.strictObject({ ...promql, ...outcome }),
  z.strictObject({ ...http, ...outcome }),
]);
export type OutcomeCondition = z.infer<typeof OutcomeCondition>;

const MOST = 20;

/** What a plan says about its drills. Nothing here has a default: a plan that says nothing keeps the content hash that it had. */
export const DrillTerms = z.strictObject({
  /** For how many days a run or a drill that passed proves the plan; thirty where it says nothing. */
  maxAgeDays: z.number().int().min(1).max(730).optional(),
  /** A plan for drills alone, which acts on nothing but the standby. */
  isolated: z.boolean().optional(),
  blocking: z.array(BlockingCondition).max(MOST).optional(),
  outcome: z.array(OutcomeCondition).max(MOST).optional(),
});
export type DrillTerms = z.infer<typeof DrillTerms>;

/** Whether drills of a plan are judged by conditions, before or after. */
export const hasConditions = (terms: DrillTerms | undefined): boolean =>
  (terms?.blocking?.length ?? 0) > 0 || (terms?.outcome?.length ?? 0) > 0;
