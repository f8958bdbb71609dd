import { lacks } from "@holdfast/testkit/testbed/program-paths";
import { startLoki } from "@holdfast/testkit/testbed/start-loki";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { firstLineUs, placedLines, storedLines } from "./differential/log-lines";
import { comparedLogQueries, comparedMetricQueries, refusedLogqlQueries } from "./differential/queries";
import { lokiApi } from "./http-api";

interface Body {
  readonly status: string;
  readonly data: { readonly resultType: string; readonly result: readonly { readonly stream?: object; readonly metric?: object }[] };
}

/** Results in an order of their own, and without statistics, which no two servers share. */
function comparable(body: string): unknown {
  const { status, data } = JSON.parse(body) as Body;
  const key = (each: object): string => JSON.stringify(Object.entries(each).sort());
  const result = Array.isArray(data.result)
    ? data.result.toSorted((a, b) => (key(a.stream ?? a.metric ?? {}) < key(b.stream ?? b.metric ?? {}) ? -1 : 1))
    : data.result;
  return { status, resultType: data.resultType, result: rounded(result) };
}

/** Loki adds in another order than we do: compared are eleven digits. */
function rounded(value: unknown): unknown {
  if (Array.isArray(value)) {
    const [at, text] = value as [unknown, unknown];
    if (value.length === 2 && typeof at === "number" && typeof text === "string") return [at, Number(Number(text).toPrecision(11))];
    return value.map(rounded);
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, rounded(inner)]));
}

const ns = (us: number): string => `${us}000`;
const LAST_US = firstLineUs + 2_900_000_000;

// Skipped where the test bed has no Loki: it is built on demand.
describe.skipIf(lacks("signals"))("LogQL beside a real Loki", () => {
  const ours = lokiApi({ source: storedLines(), now: () => Date.now() });
  let loki: Awaited<ReturnType<typeof startLoki>>;
  const ask = (path: string, params: Record<string, string>) => fetch(`${loki.url}${path}?${new URLSearchParams(params)}`);
  const askOurs = (path: string, params: Record<string, string>) => ours({ method: "GET", path, params: new URLSearchParams(params) });
  const compare = async (path: string, params: Record<string, string>) => {
    const [theirs, mine] = [await ask(path, params), await askOurs(path, params)];
    const text = await theirs.text();
    expect({ status: mine.status, body: mine.status === 200 ? comparable(mine.body) : mine.body }).toEqual({
      status: theirs.status,
      body: theirs.status === 200 ? comparable(text) : text,
    });
  };

  beforeAll(async () => {
    loki = await startLoki();
    const streams = placedLines().map(({ labels, atUs, line }) => ({ stream: labels, values: [[ns(atUs), line]] }));
    await vi.waitFor(
      async () => {
        const headers = { "content-type": "application/json" };
        const pushed = await fetch(`${loki.url}/loki/api/v1/push`, { method: "POST", headers, body: JSON.stringify({ streams }) });
        expect(await pushed.text()).toBe("");
        expect(pushed.status).toBe(204);
      },
      { timeout: 60_000, interval: 500 },
    );
  });
  afterAll(() => loki?.stop());

  it.each(comparedLogQueries)("returns the same streams for %s", async (query) => {
    const window = { start: ns(firstLineUs), end: ns(LAST_US) };
    await compare("/loki/api/v1/query_range", { query, ...window, limit: "1000", direction: "forward" });
    await compare("/loki/api/v1/query_range", { query, ...window, limit: "13", direction: "backward" });
  });

  it.each(comparedMetricQueries)("gives the same values for %s", async (query) => {
    await compare("/loki/api/v1/query_range", { query, start: ns(firstLineUs), end: ns(LAST_US), step: "60" });
    await compare("/loki/api/v1/query_range", { query, start: ns(firstLineUs + 1_000_000), end: ns(LAST_US), step: "37s" });
    await compare("/loki/api/v1/query", { query, time: ns(firstLineUs + 1_800_000_000) });
  });

  it.each(refusedLogqlQueries)("refuses with the same status: %j", async (query) => {
    const params = { query, start: ns(firstLineUs), end: ns(LAST_US), limit: "10" };
    const [theirs, mine] = [await ask("/loki/api/v1/query_range", params), await askOurs("/loki/api/v1/query_range", params)];
    expect(theirs.status).toBe(400);
    expect(mine).toMatchObject({ status: 400, contentType: expect.stringContaining("text/plain") });
  });

  it.each([
    ["/loki/api/v1/labels", {}],
    ["/loki/api/v1/label/app/values", {}],
    ["/loki/api/v1/label/app/values", { query: '{namespace="bank"}' }],
    ["/loki/api/v1/label/nope/values", {}],
  ])("lists the same at %s %o", async (path, params) => {
    const window = { start: ns(firstLineUs), end: ns(LAST_US), ...params };
    const [theirs, mine] = [await ask(path, window), await askOurs(path, window)];
    expect(JSON.parse(mine.body)).toEqual(await theirs.json());
  });

  it("refuses a limit and an instant log query as Loki does", async () => {
    await compare("/loki/api/v1/query_range", { query: '{app="core"}', start: ns(firstLineUs), end: ns(LAST_US), limit: "10000" });
    await compare("/loki/api/v1/query", { query: '{app="core"}', time: ns(LAST_US) });
  });
});
