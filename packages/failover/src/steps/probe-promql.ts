import { setTimeout as delay } from "node:timers/promises";
import { signalGet } from "@holdfast/contracts/queries/signal-get";
import { type Comparison, ProbePromql } from "@holdfast/contracts/steps/probe-promql";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { z } from "zod";
import { blocked, defineStep, done, type Finding, failed, preflightOf, waiting } from "../define-step";
import type { StepContext } from "../step-context";

const Sample = z.tuple([z.number(), z.string()]);
const Answer = z.object({
  status: z.string(),
  error: z.string().optional(),
  data: z
    .discriminatedUnion("resultType", [
      z.object({ resultType: z.literal("scalar"), result: Sample }),
      z.object({ resultType: z.literal("vector"), result: z.array(z.object({ value: Sample })) }),
    ])
    .optional(),
});

const holds: Readonly<Record<Comparison, (value: number, threshold: number) => boolean>> = {
  "<": (value, threshold) => value < threshold,
  "<=": (value, threshold) => value <= threshold,
  ">": (value, threshold) => value > threshold,
  ">=": (value, threshold) => value >= threshold,
  "==": (value, threshold) => value === threshold,
  "!=": (value, threshold) => value !== threshold,
};

/** One number, or why there is none; `isFinal` when waiting will not change that. */
type Measured = { readonly value: number } | { readonly none: string; readonly isFinal: boolean };

function numberOf(body: string): Measured {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { none: "Prometheus did not answer with JSON", isFinal: false };
  }
  const answer = Answer.safeParse(json);
  if (!answer.success) return { none: "the query must give one number: a scalar, or a vector of one series", isFinal: true };
  if (answer.data.status !== "success" || !answer.data.data)
    return { none: answer.data.error ?? "Prometheus refused the query", isFinal: true };
  const { data } = answer.data;
  const samples = data.resultType === "scalar" ? [data.result] : data.result.map((series) => series.value);
  if (samples.length > 1) return { none: `the query gives ${samples.length} series; it must give one`, isFinal: true };
  const [sample] = samples;
  if (!sample) return { none: "no data", isFinal: false };
  const value = Number(sample[1]);
  return Number.isNaN(value) ? { none: "no number (NaN)", isFinal: false } : { value };
}

async function measure(ctx: StepContext, p: ProbePromql): Promise<Measured & { refusal?: string }> {
  const answer = await ctx.read(p.cluster, signalGet, { source: "prometheus", path: "/api/v1/query", params: [["query", p.query]] });
  if (answer.refusal !== null)
    return {
      none: answer.message ?? answer.refusal,
      isFinal: ["NotConfigured", "PathNotAllowed"].includes(answer.refusal),
      refusal: answer.refusal,
    };
  return numberOf(answer.body);
}

const inUnit = (value: number, p: ProbePromql) => `${Number(value.toPrecision(6))}${p.unit === "" ? "" : ` ${p.unit}`}`;

/** Asks one site's Prometheus until the value has held several times in a row. */
export const probePromql = defineStep({
  name: "probe.promql",
  schema: ProbePromql,
  before: z.null(),
  describe: (p) => describeStep({ use: "probe.promql", with: p }),
  async preflight(ctx, p) {
    const measured = await measure(ctx, p);
    if (!("none" in measured)) return preflightOf([], null);
    if (measured.isFinal)
      return blocked(measured.refusal === "NotConfigured" ? "PrometheusAbsent" : "QueryRefused", p.query, `${p.cluster}: ${measured.none}`);
    const finding: Finding = {
      code: "ProbeUnreachable",
      severity: "warning",
      object: p.query,
      message: `${p.cluster} has no value now: ${measured.none}`,
    };
    return preflightOf([finding], null);
  },
  run: { observes: true },
  async verify(ctx, p) {
    let last = "";
    for (let inRow = 0; inRow < p.consecutive; inRow++) {
      if (inRow > 0) await delay(p.intervalMs, undefined, { signal: ctx.signal });
      const measured = await measure(ctx, p);
      if ("none" in measured) return measured.isFinal ? failed(measured.none) : waiting(`a value of the query: ${measured.none}`);
      if (!holds[p.comparison](measured.value, p.threshold))
        return waiting(`${p.comparison} ${inUnit(p.threshold, p)}, ${inUnit(measured.value, p)} now`);
      last = inUnit(measured.value, p);
    }
    return done(`${last} ${p.comparison} ${inUnit(p.threshold, p)}, ${p.consecutive} times in a row`);
  },
  undo: { unneeded: "it only looks" },
});
