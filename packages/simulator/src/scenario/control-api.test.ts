import { describe, expect, it } from "vitest";
import { type ControlRequest, controlApi } from "./control-api";
import { ScenarioEngine } from "./scenario-engine";

const TOKEN = "a-token-of-some-length";

function api() {
  const cluster = { name: "prod", nodeNames: () => ["n0"], setApiReachable: () => undefined, setNodeReachable: () => undefined };
  const engine = new ScenarioEngine([cluster], 0);
  const handle = controlApi(engine, TOKEN);
  const ask = (method: string, path: string, change: Partial<ControlRequest> = {}) => {
    const url = new URL(path, "http://control");
    return handle({
      method,
      path: url.pathname,
      params: url.searchParams,
      contentType: "application/json",
      body: "",
      remoteAddress: "127.0.0.1",
      host: "127.0.0.1:8080",
      origin: undefined,
      authorization: `Bearer ${TOKEN}`,
      signal: new AbortController().signal,
      ...change,
    });
  };
  return { engine, ask };
}

const outage = JSON.stringify({ name: "region-outage", cluster: "prod" });

describe("the control API", () => {
  it("starts and ends a scenario, and shows the state", async () => {
    const { ask } = api();
    const started = await ask("POST", "/scenarios", { body: outage });
    expect(started.status).toBe(201);
    const { id } = JSON.parse(started.body);
    expect(JSON.parse((await ask("GET", "/state")).body)).toEqual({
      version: 2,
      clusters: [{ name: "prod", isReachable: false, lostNodes: ["n0"] }],
      scenarios: [{ id, name: "region-outage", cluster: "prod", parameters: {}, startedAt: "1970-01-01T00:00:00.000Z", endsAt: null }],
    });
    expect((await ask("DELETE", `/scenarios/${id}`)).status).toBe(204);
    expect((await ask("DELETE", `/scenarios/${id}`)).status).toBe(404);
    expect(JSON.parse((await ask("GET", "/state")).body).clusters[0].isReachable).toBe(true);
  });

  it("answers a long poll when something changes", async () => {
    const { ask, engine } = api();
    const poll = ask("GET", `/state?after=${engine.state.version}&timeoutSeconds=30`);
    await ask("POST", "/scenarios", { body: outage });
    expect(JSON.parse((await poll).body)).toMatchObject({ version: 2, clusters: [{ isReachable: false }] });
    expect((await ask("GET", "/state?after=x")).status).toBe(400);
    expect((await ask("GET", "/state?after=1&timeoutSeconds=9999")).status).toBe(400);
  });

  it.each([
    ["without a token", { authorization: undefined }, 401],
    ["with another token", { authorization: "Bearer guess" }, 401],
    ["with the token under another scheme", { authorization: `Basic ${TOKEN}` }, 401],
    ["of a page in a browser", { origin: "http://127.0.0.1:3000" }, 403],
    ["of a page that hides its origin", { origin: "null" }, 403],
    ["from another machine", { remoteAddress: "10.0.0.7" }, 403],
    ["by a name that was made to point here", { host: "evil.example" }, 403],
  ])("refuses a request %s, and nothing happens", async (_who, change, status) => {
    const { ask, engine } = api();
    expect((await ask("POST", "/scenarios", { body: outage, ...change })).status).toBe(status);
    expect((await ask("GET", "/state", change)).status).toBe(status);
    expect(engine.state.scenarios).toEqual([]);
  });

  it.each([
    ["no JSON", { body: "{" }, 400],
    ["a form", { body: outage, contentType: "application/x-www-form-urlencoded" }, 415],
    ["an unknown scenario", { body: '{"name":"meteor","cluster":"prod"}' }, 400],
    ["an unknown parameter", { body: '{"name":"region-outage","cluster":"prod","parameters":{"x":1}}' }, 400],
    ["an unknown cluster", { body: '{"name":"region-outage","cluster":"nowhere"}' }, 409],
  ])("refuses %s with the reason", async (_what, change, status) => {
    const { ask } = api();
    const answer = await ask("POST", "/scenarios", change);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body).error).toMatch(/\S/);
  });

  it("knows no other paths or methods", async () => {
    const { ask } = api();
    expect((await ask("GET", "/nothing")).status).toBe(404);
    expect((await ask("PUT", "/state")).status).toBe(405);
    expect((await ask("GET", "/scenarios")).status).toBe(405);
  });
});
