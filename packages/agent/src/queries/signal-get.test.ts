import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Json } from "@holdfast/contracts/json";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { QueryContext } from "./define-query";
import { resolveName } from "./http-get";
import { getSignal } from "./signal-get";

let server: Server;
let base: URL;
let seen: IncomingMessage[];
let answer: { status: number; body: string; headers: Record<string, string> };

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request);
    if (answer.status > 0) response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/prefix/`);
});
afterAll(() => new Promise((resolve) => server.closeAllConnections() === undefined && server.close(resolve)));
beforeEach(() => {
  seen = [];
  answer = { status: 200, body: '{"status":"success"}', headers: {} };
});

const ask = (input: object, context: Partial<QueryContext> = {}) =>
  // Only what the question looks at is given.
  getSignal.answer(
    { sources: { prometheus: base }, signal: AbortSignal.timeout(5000), resolve: resolveName, ...context } as QueryContext,
    {
      source: "prometheus",
      path: "/api/v1/query",
      params: [],
      ...input,
    } as Json,
  );

describe("asking a signal source", () => {
  it("gets its answer as it is, with the parameters as they were given", async () => {
    const params = [
      ["query", 'sum(rate(http_requests_total{job="a b"}[5m]))'],
      ["time", "1"],
    ];
    expect(await ask({ params })).toEqual({ refusal: null, message: null, status: 200, body: '{"status":"success"}' });
    expect(seen[0]?.url).toBe("/prefix/api/v1/query?query=sum%28rate%28http_requests_total%7Bjob%3D%22a+b%22%7D%5B5m%5D%29%29&time=1");
  });

  it.each([
    "/api/v1/admin/tsdb/delete_series",
    "/api/v1/query/../admin",
    "/api/v1/query?x",
    "//evil.example/api/v1/query",
    "/loki/api/v1/query",
  ])("never asks for %s", async (path) => {
    expect(await ask({ path })).toMatchObject({ refusal: "PathNotAllowed", body: "" });
    expect(seen).toEqual([]);
  });

  it("does not follow a redirect, and says where the source was not configured", async () => {
    answer = { status: 302, body: "", headers: { location: "http://127.0.0.1:1/secret" } };
    expect(await ask({})).toMatchObject({ status: 302, body: "" });
    expect(seen).toHaveLength(1);
    expect(await ask({ source: "loki", path: "/loki/api/v1/query" })).toMatchObject({ refusal: "NotConfigured" });
  });

  it("sends credentials only when its owner wrote them into the URL, never from the question", async () => {
    await ask({ params: [["Authorization", "Bearer x"]] });
    expect(seen[0]?.headers.authorization).toBeUndefined();
    await ask({}, { sources: { prometheus: new URL(base.href.replace("//", "//reader:p%40ss@")) } });
    expect(seen[1]?.headers.authorization).toBe(`Basic ${Buffer.from("reader:p@ss").toString("base64")}`);
  });

  it("stops at eight megabytes, at its deadline, and at a closed port", async () => {
    answer.body = "x".repeat(9 * 2 ** 20);
    expect(await ask({})).toMatchObject({ refusal: "TooLarge", body: "" });
    answer = { status: 0, body: "", headers: {} };
    expect(await ask({}, { signal: AbortSignal.timeout(50) })).toMatchObject({ refusal: "TimedOut" });
    expect(await ask({}, { sources: { prometheus: new URL("http://127.0.0.1:1") } })).toMatchObject({ refusal: "Unreachable" });
  });
});
