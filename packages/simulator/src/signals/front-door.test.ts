import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { forwardTo } from "./forward";
import { type FrontDoorSetting, frontDoor, type SignalApis } from "./front-door";
import { type ApiRequest, json } from "./http-answer";

const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** A door to one cluster that answers with what it was asked. */
async function door(change: Partial<FrontDoorSetting> = {}) {
  const asked: ApiRequest[] = [];
  const echo = (name: string) => async (request: ApiRequest) => {
    asked.push(request);
    return json(200, { name, path: request.path, params: [...request.params] });
  };
  const apis: SignalApis = { prometheus: echo("prometheus"), loki: echo("loki"), jaeger: echo("jaeger") };
  const errors: string[] = [];
  const port = await serve(
    frontDoor({
      signals: new Map([["prod", apis]]),
      isReachable: () => true,
      probe: () => undefined,
      vault: (cluster, method, path, body) => json(200, { cluster, method, path, body }),
      control: async ({ path, body, origin }) => json(200, { path, body, origin: origin ?? null }),
      kubernetes: (_request, response) => void response.end("kubernetes"),
      log: { info: () => undefined, warn: () => undefined, error: (_fields, message) => errors.push(message) },
      ...change,
    }),
  );
  return { url: `http://127.0.0.1:${port}`, asked, errors };
}

describe("the front door", () => {
  it("leads to each source of each cluster, by GET and by form", async () => {
    const { url } = await door();
    const got = await fetch(`${url}/signals/prod/prometheus/api/v1/query?query=up&time=1`);
    expect(await got.json()).toEqual({
      name: "prometheus",
      path: "/api/v1/query",
      params: [
        ["query", "up"],
        ["time", "1"],
      ],
    });
    const posted = await fetch(`${url}/signals/prod/loki/loki/api/v1/query?limit=5`, {
      method: "POST",
      body: new URLSearchParams({ query: "{}" }),
    });
    expect(await posted.json()).toEqual({
      name: "loki",
      path: "/loki/api/v1/query",
      params: [
        ["query", "{}"],
        ["limit", "5"],
      ],
    });
    expect(await (await fetch(`${url}/clusters/prod/version`)).text()).toBe("kubernetes");
  });

  it.each(["/", "/signals/prod/grafana/x", "/signals/nowhere/loki/ready", "/apps/prod/nothing", "/apps/nowhere/x", "/favicon.ico"])(
    "answers 404 to %s",
    async (path) => {
      const { url } = await door();
      expect((await fetch(url + path)).status).toBe(404);
    },
  );

  it("cuts the connection of whoever asks a lost region", async () => {
    const { url, asked } = await door({ isReachable: () => false });
    await expect(fetch(`${url}/signals/prod/prometheus/api/v1/query?query=up`)).rejects.toThrow("fetch failed");
    await expect(fetch(`${url}/apps/prod/core`)).rejects.toThrow("fetch failed");
    expect(asked).toEqual([]);
  });

  it("answers a probe with the status that the service would give, and as late", async () => {
    const { url } = await door({ probe: () => ({ status: 503, delayMs: 120, application: "core", destination: "dr" }) });
    const begun = performance.now();
    const answer = await fetch(`${url}/apps/prod/core/health`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ application: "core", gateway: "prod", destination: "dr", status: 503 });
    expect(performance.now() - begun).toBeGreaterThan(100);
  });

  it("hands the control API what it decides by", async () => {
    const { url } = await door();
    const answer = await fetch(`${url}/control/scenarios`, { method: "POST", body: "{}", headers: { origin: "http://evil.example" } });
    expect(await answer.json()).toEqual({ path: "/scenarios", body: "{}", origin: "http://evil.example" });
  });

  it("refuses a body that is too large, and survives a source that fails", async () => {
    const failing = async () => Promise.reject(new Error("broken"));
    const { url, errors } = await door({
      signals: new Map([["prod", { prometheus: failing, loki: failing, jaeger: failing }]]),
    });
    const large = await fetch(`${url}/signals/prod/prometheus/api/v1/query`, { method: "POST", body: "x".repeat(2_000_000) }).catch(
      () => undefined,
    );
    expect([413, undefined]).toContain(large?.status);
    expect((await fetch(`${url}/signals/prod/prometheus/api/v1/query`)).status).toBe(500);
    expect(errors).toEqual(["the simulator failed to answer"]);
  });
});

describe("forwarding to another server", () => {
  it("streams an answer as it comes, and cuts it when the other side does", async () => {
    let cut = (): void => undefined;
    const inner = await serve((request, response) => {
      response.writeHead(200, { "x-path": request.url, "content-type": "application/json" });
      response.write('{"type":"ADDED"}\n');
      cut = () => void request.socket.destroy();
    });
    const outer = await serve(forwardTo(inner));
    const answer = await fetch(`http://127.0.0.1:${outer}/clusters/prod/api/v1/pods?watch=true`);
    expect(answer.headers.get("x-path")).toBe("/clusters/prod/api/v1/pods?watch=true");
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('{"type":"ADDED"}\n');
    cut();
    await expect(reader.read()).rejects.toThrow();
  });

  it("carries bodies and statuses, and hangs up when nobody is there", async () => {
    const inner = await serve((request, response) => {
      response.statusCode = 409;
      request.pipe(response);
    });
    const outer = await serve(forwardTo(inner));
    const answer = await fetch(`http://127.0.0.1:${outer}/x`, { method: "PATCH", body: "hello" });
    expect([answer.status, await answer.text()]).toEqual([409, "hello"]);
    const nobody = await serve(forwardTo(1));
    await expect(fetch(`http://127.0.0.1:${nobody}/x`)).rejects.toThrow("fetch failed");
  });

  it("lets the other side know that the reader has left", async () => {
    const left = new Promise<void>((resolve) => {
      void serve((_request, response) => {
        response.writeHead(200);
        response.write("x");
        response.on("close", resolve);
      }).then(async (inner) => {
        const outer = await serve(forwardTo(inner));
        const leave = new AbortController();
        const answer = await fetch(`http://127.0.0.1:${outer}/`, { signal: leave.signal });
        expect(answer.status).toBe(200);
        leave.abort();
      });
    });
    await left;
  });

  it("leads to each cluster's Vault, and to none of a region that is lost", async () => {
    const { url } = await door({ isReachable: (cluster) => cluster !== "gone" });
    const posted = await fetch(`${url}/vaults/prod/v1/sys/replication/dr/secondary/promote`, { method: "POST", body: "{}" });
    expect(await posted.json()).toEqual({ cluster: "prod", method: "POST", path: "/v1/sys/replication/dr/secondary/promote", body: "{}" });
    await expect(fetch(`${url}/vaults/gone/v1/sys/replication/dr/status`)).rejects.toThrow();
  });
});
