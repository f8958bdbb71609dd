import { z } from "zod";
import { SignalFault } from "../signal-port";

const Tag = z.object({ key: z.string(), value: z.unknown() });

/** A span in Jaeger's JSON. Times are microseconds. */
export const JaegerSpan = z.object({
  spanID: z.string(),
  operationName: z.string(),
  startTime: z.number(),
  duration: z.number(),
  processID: z.string(),
  references: z.array(z.object({ refType: z.string(), spanID: z.string() })).nullish(),
  tags: z.array(Tag).nullish(),
});
export type JaegerSpan = z.infer<typeof JaegerSpan>;

/** A trace in Jaeger's JSON. */
export const JaegerTrace = z.object({
  traceID: z.string(),
  spans: z.array(JaegerSpan),
  processes: z.record(z.string(), z.object({ serviceName: z.string(), tags: z.array(Tag).nullish() })),
});
export type JaegerTrace = z.infer<typeof JaegerTrace>;

const Problems = z.array(z.object({ code: z.number().optional(), msg: z.string() })).nullish();
const NOT_FOUND = 404;

/** Reads the `data` of an answer. What Jaeger refused is thrown in its own words: it must not look like "nothing found". */
export function jaegerData<T extends z.ZodType>(body: string, item: T): z.output<T>[] {
  const Answer = z.object({ data: z.array(item).nullable(), errors: Problems });
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    value = undefined;
  }
  const parsed = Answer.safeParse(value);
  if (!parsed.success)
    throw new SignalFault("failed", "Jaeger answered in a shape that is not its API's. Check the address that the agent was given.");
  const refused = parsed.data.errors?.find((problem) => problem.code !== NOT_FOUND);
  if (refused) throw new SignalFault("failed", `Jaeger refused the question: ${refused.msg.slice(0, 300)}`);
  return parsed.data.data ?? [];
}

/** Whether a span says that it failed, in Jaeger's or in OpenTelemetry's way. */
export const hasFailed = (span: JaegerSpan): boolean =>
  (span.tags ?? []).some(
    (tag) =>
      (tag.key === "error" && tag.value !== false && tag.value !== "false") || (tag.key === "otel.status_code" && tag.value === "ERROR"),
  );
