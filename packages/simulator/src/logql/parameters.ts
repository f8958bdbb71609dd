import { durationMs } from "../promql/literals";
import { LogqlError } from "./logql-error";

const MAX_LINES = 5_000;
const DEFAULT_LINES = 100;
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

/** An instant in epoch microseconds: given as nanoseconds, as seconds (up to ten digits, or with a point), or as RFC 3339. */
export function instantUs(params: URLSearchParams, name: string, fallbackUs: number): number {
  const text = params.get(name) ?? "";
  if (text === "") return fallbackUs;
  if (/^\d+$/.test(text)) return text.length <= 10 ? Number(text) * 1_000_000 : Number(BigInt(text) / 1_000n);
  if (/^\d+\.\d+$/.test(text)) return Math.round(Number(text) * 1_000_000);
  const at = RFC3339.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new LogqlError(`could not parse '${name}' parameter: invalid timestamp ${JSON.stringify(text)}`);
  return at * 1_000;
}

/** How many lines at most; more than Loki allows is refused, as by Loki. */
export function limitParameter(params: URLSearchParams): number {
  const text = params.get("limit") ?? "";
  if (text === "") return DEFAULT_LINES;
  const limit = Number(text);
  if (!Number.isInteger(limit)) throw new LogqlError(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  if (limit <= 0) throw new LogqlError("limit must be a positive value");
  if (limit > MAX_LINES)
    throw new LogqlError(`max entries limit per query exceeded, limit > max_entries_limit_per_query (${limit} > ${MAX_LINES})`);
  return limit;
}

/** Newest first unless said otherwise; throws a `LogqlError` for another word. */
export function directionParameter(params: URLSearchParams): "forward" | "backward" {
  const text = (params.get("direction") ?? "backward").toLowerCase();
  if (text !== "forward" && text !== "backward") throw new LogqlError(`invalid direction '${text}'`);
  return text;
}

/** The step in milliseconds; a 250th of the window when none is given, and never less than a second. */
export function stepMs(params: URLSearchParams, startMs: number, endMs: number): number {
  const text = params.get("step") ?? "";
  if (text === "") return Math.max(1, Math.floor((endMs - startMs) / 250_000)) * 1_000;
  const step = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : durationMs(text);
  if (step === undefined) throw new LogqlError(`cannot parse ${JSON.stringify(text)} to a valid duration`);
  if (step <= 0) throw new LogqlError("zero or negative query resolution step widths are not accepted. Try a positive integer");
  return step;
}
