import { setTimeout as delay } from "node:timers/promises";
import { sqlProbe } from "@holdfast/contracts/queries/sql-probe";
import { ProbeSql } from "@holdfast/contracts/steps/probe-sql";
import { worded } from "@holdfast/contracts/worded";
import { comparisons } from "@holdfast/domain/gates/comparisons";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { z } from "zod";
import { inUnit } from "../checks/in-unit";
import { blocked, defineStep, done, failed, finding, preflightOf, underCode, waiting } from "../define-step";
import type { StepContext } from "../step-context";

/** The agent connects, asks, and ends each within the step's own time; this is for a link that went silent. */
const LINK_MARGIN_MS = 2000;

const ask = (ctx: StepContext, { cluster, service, query, timeoutMs }: ProbeSql) =>
  ctx.read(cluster, sqlProbe, { service, query, timeoutMs }, 2 * timeoutMs + LINK_MARGIN_MS);

/** Asks a PostgreSQL of one site until its answer has held several times in a row. */
export const probeSql = defineStep({
  name: "probe.sql",
  schema: ProbeSql,
  before: z.null(),
  describe: (p) => describeStep({ use: "probe.sql", with: p }),
  async preflight(ctx, p) {
    const { isConfigured, isRefused, trouble, value } = await ask(ctx, p);
    const [site, object] = [p.cluster, p.service];
    if (!isConfigured) return blocked("ServiceNotNamed", object, { site, service: p.service });
    if (isRefused) return blocked("QueryRefused", object, { site, said: trouble ?? "" });
    const said = trouble ?? (value === null ? worded("QueryGivesNothing") : null);
    if (said === null) return preflightOf<null>([], null);
    return preflightOf<null>([underCode("ProbeUnreachable", finding("ProbeWithoutValue", "warning", object, { site, said }))], null);
  },
  run: { observes: true },
  async verify(ctx, p) {
    let last = "";
    for (let inRow = 0; inRow < p.consecutive; inRow++) {
      if (inRow > 0) await delay(p.intervalMs, undefined, { signal: ctx.signal });
      const { isConfigured, trouble, value } = await ask(ctx, p);
      if (!isConfigured) return failed(worded("ServiceNotNamed", { site: p.cluster, service: p.service }));
      // A database that is being promoted, or restored, refuses for a while.
      if (trouble !== null) return waiting(worded("ServiceToAnswer", { said: trouble }));
      if (value === null) return waiting(worded("QueryToGiveValue"));
      last = inUnit(value, p);
      if (!comparisons[p.comparison](value, p.threshold))
        return waiting(worded("QueryToHold", { condition: `${p.comparison} ${inUnit(p.threshold, p)}`, value: last }));
    }
    return done(worded("QueryHeld", { condition: `${last} ${p.comparison} ${inUnit(p.threshold, p)}`, times: p.consecutive }));
  },
  undo: { unneeded: "it only looks" },
});
