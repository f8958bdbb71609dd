import { durationMs } from "./literals";
import { PromqlError } from "./promql-error";

/** The refusal of one parameter of a request. */
export const invalidParameter = (name: string, problem: string): PromqlError =>
  new PromqlError("bad_data", `invalid parameter "${name}": ${problem}`);

const RFC3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** An instant in epoch milliseconds, from epoch seconds or RFC 3339; undefined when it is neither. */
export function instantOf(text: string): number | undefined {
  if (DECIMAL.test(text)) return Math.round(Number(text) * 1_000);
  const at = RFC3339.test(text) ? Date.parse(text.toUpperCase()) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

/** The instant of a parameter; `fallbackMs` when it is absent, a refusal when there is none. */
export function timeParameter(params: URLSearchParams, name: string, fallbackMs?: number): number {
  const text = params.get(name) ?? "";
  if (text === "" && fallbackMs !== undefined) return fallbackMs;
  const instant = instantOf(text);
  if (instant === undefined) {
    // The name comes twice where a value is optional, as in the original.
    const where = fallbackMs === undefined ? "" : `Invalid time value for '${name}': `;
    throw invalidParameter(name, `${where}cannot parse ${JSON.stringify(text)} to a valid timestamp`);
  }
  return instant;
}

/** The duration of a parameter in milliseconds, given as seconds or as a Prometheus duration; undefined when it is absent. */
export function durationParameter(params: URLSearchParams, name: string): number | undefined {
  const text = params.get(name) ?? "";
  if (text === "") return undefined;
  const ms = DECIMAL.test(text) ? Number(text) * 1_000 : durationMs(text);
  if (ms === undefined) throw invalidParameter(name, `cannot parse ${JSON.stringify(text)} to a valid duration`);
  if (Math.abs(ms) > Number.MAX_SAFE_INTEGER)
    throw invalidParameter(name, `cannot parse ${JSON.stringify(text)} to a valid duration. It overflows int64`);
  return ms;
}
