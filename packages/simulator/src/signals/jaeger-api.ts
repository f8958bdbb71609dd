import { type ApiAnswer, type ApiHandler, json, text } from "./http-answer";
import { traceJson } from "./jaeger-json";
import { JaegerRefusal, type TraceSearch, traceSearch } from "./jaeger-parameters";
import type { Span, Trace } from "./trace";
import type { TraceStore } from "./trace-store";

/** More traces than this are never returned at once. */
const MAX_TRACES = 1_500;

/** What the HTTP API of one Jaeger answers from. `now` is the wall clock in epoch milliseconds. */
export interface JaegerSetting {
  readonly store: TraceStore;
  readonly now: () => number;
}

const listing = (data: readonly unknown[] | null, total = 0): ApiAnswer => json(200, { data, total, limit: 0, offset: 0, errors: null });

/** Jaeger's errors are JSON in a body that says to be plain text. */
const failure = (code: number, msg: string): ApiAnswer =>
  text(code, `${JSON.stringify({ data: null, total: 0, limit: 0, offset: 0, errors: [{ code, msg }] })}\n`);

function isFound(span: Span, search: TraceSearch): boolean {
  if (span.service !== search.service || (search.operation !== "" && span.operation !== search.operation)) return false;
  if (span.startUs < search.startUs || span.startUs > search.endUs) return false;
  if (span.durationUs < search.minUs || span.durationUs > search.maxUs) return false;
  const known = [...span.tags, ...span.processTags, ["span.kind", span.kind] as const];
  return search.tags.every(([key, value]) => known.some(([name, held]) => name === key && String(held) === value));
}

function searched(store: TraceStore, search: TraceSearch): Trace[] {
  const found: Trace[] = [];
  for (const trace of store.newest()) {
    if (found.length >= Math.min(search.limit, MAX_TRACES)) break;
    if (trace.services.includes(search.service) && trace.spans().some((span) => isFound(span, search))) found.push(trace);
  }
  return found;
}

/** The distinct operations of a service, each with the kind of its spans. */
function operationsOf(store: TraceStore, service: string): { name: string; spanKind: string }[] {
  const operations = new Map<string, { name: string; spanKind: string }>();
  for (const trace of store.newest()) {
    if (!trace.services.includes(service)) continue;
    for (const span of trace.spans())
      if (span.service === service) operations.set(`${span.operation}\u0000${span.kind}`, { name: span.operation, spanKind: span.kind });
  }
  return [...operations.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function byIds(store: TraceStore, ids: readonly string[]): ApiAnswer {
  const wrong = ids.find((id) => !/^[0-9a-f]{1,32}$/i.test(id));
  if (wrong !== undefined) return failure(400, `strconv.ParseUint: parsing ${JSON.stringify(wrong)}: invalid syntax`);
  const found = ids.map((id) => store.get(id.toLowerCase().padStart(32, "0"))).filter((trace) => trace !== undefined);
  return found.length === 0 ? failure(404, "trace not found") : listing(found.map(traceJson));
}

function answer({ store, now }: JaegerSetting, path: string, params: URLSearchParams): ApiAnswer {
  if (path === "/api/services") {
    const services = [...new Set([...store.newest()].flatMap(({ services }) => services))].sort();
    return listing(services, services.length);
  }
  if (path === "/api/operations") {
    const service = params.get("service") ?? "";
    if (service === "") return failure(400, "parameter 'service' is required");
    const operations = operationsOf(store, service);
    return listing(operations, operations.length);
  }
  const service = /^\/api\/services\/([^/]+)\/operations$/.exec(path)?.[1];
  if (service !== undefined) {
    const names = [...new Set(operationsOf(store, decodeURIComponent(service)).map(({ name }) => name))];
    return listing(names.length > 0 ? names : null, names.length);
  }
  if (path === "/api/traces") {
    const ids = params.getAll("traceID");
    return ids.length > 0 ? byIds(store, ids) : listing(searched(store, traceSearch(params, now() * 1_000)).map(traceJson));
  }
  const id = /^\/api\/traces\/([^/]+)$/.exec(path)?.[1];
  return id === undefined ? text(404, "404 page not found\n") : byIds(store, [id]);
}

/** The HTTP API of one Jaeger's query service: the paths that readers use, and its very JSON. */
export function jaegerApi(setting: JaegerSetting): ApiHandler {
  return async ({ method, path, params }) => {
    if (method !== "GET") return text(405, "Method Not Allowed\n");
    try {
      return answer(setting, path, params);
    } catch (cause) {
      if (cause instanceof JaegerRefusal) return failure(400, cause.message);
      throw cause;
    }
  };
}
