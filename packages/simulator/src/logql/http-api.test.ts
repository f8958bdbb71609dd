import { describe, expect, it } from "vitest";
import { firstLineUs, storedLines } from "./differential/log-lines";
import { comparedLogQueries, comparedMetricQueries, refusedLogqlQueries } from "./differential/queries";
import { lokiApi } from "./http-api";

const LAST_US = firstLineUs + 2_900_000_000;
const api = lokiApi({ source: storedLines(), now: () => LAST_US / 1_000 });
const get = (path: string, params: Record<string, string> = {}) => api({ method: "GET", path, params: new URLSearchParams(params) });
const range = (query: string, params: Record<string, string> = {}) =>
  get("/loki/api/v1/query_range", { query, start: `${firstLineUs}000`, end: `${LAST_US}000`, ...params });

interface Streams {
  readonly data: { readonly resultType: string; readonly result: { stream: Record<string, string>; values: [string, string][] }[] };
}

const linesOf = (body: string): [string, string][] => (JSON.parse(body) as Streams).data.result.flatMap(({ values }) => values);

describe("a log query", () => {
  it("returns the newest lines first, as strings of nanoseconds, and no more than the limit", async () => {
    const { status, body } = await range('{app="core"}', { limit: "5" });
    const { data } = JSON.parse(body) as Streams;
    expect(status).toBe(200);
    expect(data.resultType).toBe("streams");
    expect(linesOf(body)).toHaveLength(5);
    for (const { stream, values } of data.result) {
      expect(stream).toMatchObject({ app: "core", namespace: "bank", detected_level: expect.any(String) });
      expect(values.map(([at]) => at)).toEqual(
        values
          .map(([at]) => at)
          .toSorted()
          .reverse(),
      );
      expect(values[0]?.[0]).toMatch(/^\d{19}$/);
    }
  });

  it("returns the oldest first when asked to go forward", async () => {
    const [first] = linesOf((await range('{app=~".+"}', { limit: "1", direction: "forward" })).body);
    expect(first?.[0]).toBe(`${firstLineUs}000`);
  });

  it("finds the lines of an outage by what they say", async () => {
    const lines = linesOf((await range('{namespace="bank"} | json | code >= 500 |= "timeout"', { limit: "1000" })).body);
    expect(lines).toHaveLength(40);
    expect(lines.every(([, line]) => line.includes("db timeout"))).toBe(true);
  });

  it("leaves the end of the window out, and takes its start in", async () => {
    const second = `${firstLineUs + 7_000_001}000`;
    const body = (await range('{app=~".+"}', { end: second })).body;
    expect(linesOf(body)).toHaveLength(1);
    expect(linesOf((await range('{app=~".+"}', { start: second, end: `${firstLineUs + 7_000_002}000` })).body)).toHaveLength(1);
  });
});

describe("a metric query", () => {
  it("gives the share of lines that are errors", async () => {
    const query = 'sum(count_over_time({app="core"} | json | level="error" [30m])) / sum(count_over_time({app="core"}[30m]))';
    const { body } = await get("/loki/api/v1/query", { query, time: `${LAST_US}000` });
    expect(JSON.parse(body)).toMatchObject({
      data: { resultType: "vector", result: [{ metric: {}, value: [LAST_US / 1e6, expect.any(String)] }] },
    });
    expect(Number(JSON.parse(body).data.result[0].value[1])).toBeCloseTo(1 / 6, 2);
  });

  it("lies on multiples of the step", async () => {
    const { body } = await range('sum(rate({app="core"}[5m]))', { step: "30" });
    const [line] = (JSON.parse(body) as { data: { result: { values: [number, string][] }[] } }).data.result;
    expect(line?.values.length).toBeGreaterThan(90);
    expect(line?.values.every(([at]) => at % 30 === 0)).toBe(true);
  });

  it("says which lines no parser could read, instead of counting them", async () => {
    const refused = await range('count_over_time({app="core"} | json [5m])');
    expect(refused).toMatchObject({ status: 400, body: expect.stringContaining("pipeline error: 'JSONParserErr'") });
  });
});

describe("the API", () => {
  it("answers every query that a real Loki was seen to answer", async () => {
    for (const query of [...comparedLogQueries, ...comparedMetricQueries])
      expect({ query, ...(await range(query)) }).toMatchObject({ status: 200 });
  });

  it.each(refusedLogqlQueries)("refuses %j as plain text", async (query) => {
    const answer = await range(query);
    expect(answer.status).toBe(400);
    expect(answer.contentType).toContain("text/plain");
    expect(answer.body).toMatch(/parse error|pipeline error|regexp/i);
  });

  it("refuses what would be too much", async () => {
    expect((await range('{app="core"}', { limit: "5001" })).status).toBe(400);
    expect((await range('sum(rate({app="core"}[5m]))', { step: "0.1" })).status).toBe(400);
    expect((await range(`sum(${"(".repeat(5_000)}rate({app="core"}[5m])${")".repeat(5_000)})`)).status).toBe(400);
  });

  it("is ready, lists labels, and knows no other paths", async () => {
    expect(await get("/ready")).toMatchObject({ status: 200, body: "ready\n" });
    const window = { start: `${firstLineUs}000`, end: `${LAST_US}000` };
    expect(JSON.parse((await get("/loki/api/v1/label/app/values", window)).body)).toEqual({ status: "success", data: ["core", "gateway"] });
    expect((await get("/loki/api/v1/push")).status).toBe(404);
    expect((await api({ method: "DELETE", path: "/loki/api/v1/query", params: new URLSearchParams() })).status).toBe(405);
  });
});
