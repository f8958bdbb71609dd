import { setTimeout as delay } from "node:timers/promises";
import { ProbeChecksum } from "@holdfast/contracts/steps/probe-checksum";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { SignalFault } from "@holdfast/signals/signal-port";
import { z } from "zod";
import { measureQuery } from "../checks/measure-query";
import { defineStep, done, type Finding, failed, finding, preflightOf, underCode, waiting } from "../define-step";
import type { StepContext } from "../step-context";

const inUnit = (value: number, { unit }: ProbeChecksum) => `${value}${unit === "" ? "" : ` ${unit}`}`;
const both = (ctx: StepContext, p: ProbeChecksum) => Promise.all([p.cluster, p.other].map((site) => measureQuery(ctx, site, p.query)));

/** What keeps a site from giving a value; nothing when it gives one. */
async function findingsAt(ctx: StepContext, site: string, { query }: ProbeChecksum): Promise<Finding[]> {
  const without = (said: Parameters<typeof finding<"ProbeWithoutValue">>[3]["said"]) => [
    underCode("ProbeUnreachable", finding("ProbeWithoutValue", "warning", query, { site, said })),
  ];
  try {
    return (await measureQuery(ctx, site, query)) === null ? without(worded("QueryGivesNothing")) : [];
  } catch (cause) {
    if (!(cause instanceof SignalFault)) throw cause;
    if (cause.reason === "notConfigured") return [finding("PrometheusAbsent", "blocking", query, { site, said: cause.message })];
    return cause.reason === "failed" ? [finding("QueryRefused", "blocking", query, { site, said: cause.message })] : without(cause.message);
  }
}

/** Asks two sites the same until their answers have been equal several times in a row. */
export const probeChecksum = defineStep({
  name: "probe.checksum",
  schema: ProbeChecksum,
  before: z.null(),
  describe: (p) => describeStep({ use: "probe.checksum", with: p }),
  async preflight(ctx, p) {
    const found = await Promise.all([p.cluster, p.other].map((site) => findingsAt(ctx, site, p)));
    return preflightOf(found.flat(), null);
  },
  run: { observes: true },
  async verify(ctx, p) {
    let last = "";
    for (let inRow = 0; inRow < p.consecutive; inRow++) {
      if (inRow > 0) await delay(p.intervalMs, undefined, { signal: ctx.signal });
      try {
        const [here, there] = await both(ctx, p);
        if (here === null || here === undefined || there === null || there === undefined) return waiting(worded("QueryToGiveValue"));
        last = inUnit(here, p);
        const says = { site: p.cluster, value: last, other: p.other, otherValue: inUnit(there, p) };
        if (Math.abs(here - there) > p.tolerance) return waiting(worded("SitesToAgree", says));
      } catch (cause) {
        if (!(cause instanceof SignalFault)) throw cause;
        return cause.reason === "notConfigured"
          ? failed({ message: cause.message })
          : waiting(worded("PrometheusSaid", { said: cause.message }));
      }
    }
    return done(worded("SitesAgree", { site: p.cluster, other: p.other, value: last, times: p.consecutive }));
  },
  undo: { unneeded: "it only looks" },
});
