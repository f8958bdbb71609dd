import { secondsOf } from "../logql/units";

/** A parameter that Jaeger refuses, in its words. */
export class JaegerRefusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = "JaegerRefusal";
  }
}

/** What to look for: one span of the service must meet all of it. */
export interface TraceSearch {
  readonly service: string;
  readonly operation: string;
  readonly tags: readonly (readonly [string, string])[];
  readonly startUs: number;
  readonly endUs: number;
  readonly minUs: number;
  readonly maxUs: number;
  readonly limit: number;
}

const DEFAULT_LIMIT = 100;
const DEFAULT_LOOKBACK_US = 172_800_000_000;

function integer(params: URLSearchParams, name: string, fallback: number, prefix: string): number {
  const text = params.get(name) ?? "";
  if (text === "") return fallback;
  if (!/^[+-]?\d+$/.test(text)) throw new JaegerRefusal(`${prefix}strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}

function durationUs(params: URLSearchParams, name: string): number | undefined {
  const text = params.get(name) ?? "";
  if (text === "") return undefined;
  // Go's durations know no days.
  const seconds = /[dwy]/.test(text) ? undefined : secondsOf(text);
  if (seconds !== undefined) return seconds * 1_000_000;
  const problem = /^\d+(\.\d+)?$/.test(text) ? "missing unit in" : "invalid";
  throw new JaegerRefusal(`unable to parse param '${name}': time: ${problem} duration ${JSON.stringify(text)}`);
}

function tagsOf(params: URLSearchParams): [string, string][] {
  const pairs = params.getAll("tag").map((text): [string, string] => {
    const colon = text.indexOf(":");
    if (colon < 0) throw new JaegerRefusal(`malformed 'tag' parameter, expecting key:value, received: ${text}`);
    return [text.slice(0, colon), text.slice(colon + 1)];
  });
  for (const text of params.getAll("tags")) {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      value = undefined;
    }
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    if (!isObject || Object.values(value as object).some((each) => typeof each !== "string"))
      throw new JaegerRefusal(`malformed 'tags' parameter, cannot unmarshal JSON: ${text.slice(0, 80)} is no object of strings`);
    pairs.push(...Object.entries(value as Record<string, string>));
  }
  return pairs;
}

/** Reads the parameters of `/api/traces`; throws a `JaegerRefusal`. */
export function traceSearch(params: URLSearchParams, nowUs: number): TraceSearch {
  const service = params.get("service") ?? "";
  const endUs = integer(params, "end", nowUs, "unable to parse param 'end': ");
  const startUs = integer(params, "start", endUs - DEFAULT_LOOKBACK_US, "unable to parse param 'start': ");
  const limit = integer(params, "limit", DEFAULT_LIMIT, "");
  const [minUs, maxUs] = [durationUs(params, "minDuration"), durationUs(params, "maxDuration")];
  const tags = tagsOf(params);
  if (service === "") throw new JaegerRefusal("parameter 'service' is required");
  if (minUs !== undefined && maxUs !== undefined && maxUs < minUs)
    throw new JaegerRefusal("'maxDuration' should be greater than 'minDuration'");
  return {
    service,
    operation: params.get("operation") ?? "",
    tags,
    startUs,
    endUs,
    minUs: minUs ?? 0,
    maxUs: maxUs ?? Number.POSITIVE_INFINITY,
    limit: limit > 0 ? limit : DEFAULT_LIMIT,
  };
}
