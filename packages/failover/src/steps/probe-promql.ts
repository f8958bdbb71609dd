import { setTimeout as delay } from "node:timers/promises";
import type { Worded } from "@holdfast/contracts/phrase";
import { ProbePromql } from "@holdfast/contracts/steps/probe-promql";
import { worded } from "@holdfast/contracts/worded";
import { comparisons } from "@holdfast/domain/gates/comparisons";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { SignalFault } from "@holdfast/signals/signal-port";
import { z } from "zod";
import { inUnit } from "../checks/in-unit";
import { measureQuery } from "../checks/measure-query";
import { blocked, defineStep, done, failed, finding, preflightOf, underCode, waiting } from "../define-step";
import type { StepContext } from "../step-context";

const measure = (ctx: StepContext, p: ProbePromql) => measureQuery(ctx, p.cluster, p.query);

/** Asks one site's Prometheus until the value has held several times in a row. */
export const probePromql = defineStep({
  name: "probe.promql",
  schema: ProbePromql,
  before: z.null(),
  describe: (p) => describeStep({ use: "probe.promql", with: p }),
  async preflight(ctx, p) {
    const none = (said: string | Worded) =>
      preflightOf<null>([underCode("ProbeUnreachable", finding("ProbeWithoutValue", "warning", p.query, { site: p.cluster, said }))], null);
    try {
      return (await measure(ctx, p)) === null ? none(worded("QueryGivesNothing")) : preflightOf([], null);
    } catch (cause) {
      if (!(cause instanceof SignalFault)) throw cause;
      if (cause.reason === "notConfigured") return blocked("PrometheusAbsent", p.query, { site: p.cluster, said: cause.message });
      return cause.reason === "failed" ? blocked("QueryRefused", p.query, { site: p.cluster, said: cause.message }) : none(cause.message);
    }
  },
  run: { observes: true },
  async verify(ctx, p) {
    let last = "";
    for (let inRow = 0; inRow < p.consecutive; inRow++) {
      if (inRow > 0) await delay(p.intervalMs, undefined, { signal: ctx.signal });
      try {
        const value = await measure(ctx, p);
        if (value === null) return waiting(worded("QueryToGiveValue"));
        if (!comparisons[p.comparison](value, p.threshold))
          return waiting(worded("QueryToHold", { condition: `${p.comparison} ${inUnit(p.threshold, p)}`, value: inUnit(value, p) }));
        last = inUnit(value, p);
      } catch (cause) {
        if (!(cause instanceof SignalFault)) throw cause;
        // A Prometheus that restarts refuses for a while; one that is not there will not come.
        return cause.reason === "notConfigured"
          ? failed({ message: cause.message })
          : waiting(worded("PrometheusSaid", { said: cause.message }));
      }
    }
    return done(worded("QueryHeld", { condition: `${last} ${p.comparison} ${inUnit(p.threshold, p)}`, times: p.consecutive }));
  },
  undo: { unneeded: "it only looks" },
});
