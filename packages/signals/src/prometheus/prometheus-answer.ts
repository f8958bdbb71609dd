import { z } from "zod";
import { SignalFault } from "../signal-port";

const Sample = z.tuple([z.number(), z.string()]);
const Labels = z.record(z.string(), z.string());

const Result = z.discriminatedUnion("resultType", [
  z.object({ resultType: z.literal("matrix"), result: z.array(z.object({ metric: Labels, values: z.array(Sample) })) }),
  z.object({ resultType: z.literal("vector"), result: z.array(z.object({ metric: Labels, value: Sample })) }),
  z.object({ resultType: z.literal("scalar"), result: Sample }),
  z.object({ resultType: z.literal("string"), result: Sample }),
]);
const Answer = z.discriminatedUnion("status", [
  z.object({ status: z.literal("success"), data: Result }),
  z.object({ status: z.literal("error"), errorType: z.string(), error: z.string() }),
]);

/** The data of an answer, in Prometheus' own shapes. */
export type PrometheusResult = z.infer<typeof Result>;

/** The sample's number; null for NaN, which Prometheus gives where there is nothing to divide or to rank. */
export function sampleValue(text: string): number | null {
  const value = text === "+Inf" ? Number.POSITIVE_INFINITY : text === "-Inf" ? Number.NEGATIVE_INFINITY : Number(text);
  return Number.isNaN(value) ? null : value;
}

/** Reads an answer of `/api/v1/query` or `/api/v1/query_range`. Throws with Prometheus' own words when it refused the query. */
export function prometheusAnswer(body: string): PrometheusResult {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (cause) {
    throw new SignalFault("failed", "Prometheus did not answer in JSON. Check the address that the agent was given.", { cause });
  }
  const parsed = Answer.safeParse(value);
  if (!parsed.success)
    throw new SignalFault("failed", "Prometheus answered in a shape that is not its API's. Check the address that the agent was given.");
  if (parsed.data.status === "error") throw new SignalFault("failed", `Prometheus refused the query: ${parsed.data.error}`);
  return parsed.data.data;
}
