import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { QueryContext } from "./define-query";
import { probeHttp } from "./http-probe";

/** What each name leads to, time after time. */
const addresses = new Map<string, string[]>();
let server: Server;
let port: number;
let hosts: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    hosts.push(request.headers.host ?? "");
    if (request.url === "/slow") return;
    response.writeHead(request.url === "/moved" ? 301 : 204, { location: "http://127.0.0.1:1/" }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => server.closeAllConnections() === undefined && server.close(resolve)));

const resolve = (name: string) => Promise.resolve(addresses.get(name)?.shift() ?? name);
const probe = (url: string, probeOrigins: string[], timeoutMs = 2000) =>
  // Only what the question looks at is given.
  probeHttp.answer({ probeOrigins, resolve, signal: AbortSignal.timeout(5000) } as unknown as QueryContext, { url, timeoutMs });

describe("probing", () => {
  it("an allowed origin says how it answered and how long it took", async () => {
    const origin = `http://127.0.0.1:${port}`;
    expect(await probe(`${origin}/ready?x=1`, [origin])).toMatchObject({ refusal: null, status: 204, durationMs: expect.any(Number) });
    expect(await probe(`${origin}/moved`, [origin])).toMatchObject({ status: 301 });
  });

  it.each(["https://127.0.0.1", "http://127.0.0.1:1", "http://127.0.0.1.evil.example", "http://user@127.0.0.1"])(
    "refuses %s, which nobody allowed",
    async (url) => {
      expect(await probe(url, ["http://127.0.0.1"])).toMatchObject({ refusal: "OriginNotAllowed", status: null });
    },
  );

  it("a name is looked up once, and the connection goes where it led", async () => {
    hosts = [];
    addresses.set("localhost", ["127.0.0.1", "192.0.2.1"]);
    expect(await probe(`http://localhost:${port}/`, [`http://localhost:${port}`])).toMatchObject({ status: 204 });
    expect(hosts).toEqual([`localhost:${port}`]);
    expect(addresses.get("localhost")).toEqual(["192.0.2.1"]);
  });

  it.each(["127.0.0.1", "169.254.169.254", "0.0.0.0", "::1", "fe80::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254"])(
    "a name that turned into %s is not what was allowed",
    async (address) => {
      addresses.set("payments.example", [address]);
      const answer = await probe(`http://payments.example:${port}/`, [`http://payments.example:${port}`]);
      expect(answer).toMatchObject({ refusal: "OriginNotAllowed", message: expect.stringContaining(address) });
    },
  );

  it("says when a name can't be looked up, or not in time: then nobody was asked", async () => {
    const away = "http://primary.example";
    const looking = (resolve: () => Promise<string>) =>
      // Only what the question looks at is given.
      probeHttp.answer({ probeOrigins: [away], resolve, signal: AbortSignal.timeout(5000) } as unknown as QueryContext, {
        ...{ url: `${away}/livez`, timeoutMs: 50 },
      });
    expect(await looking(() => Promise.reject(new Error("getaddrinfo ENOTFOUND primary.example")))).toMatchObject({
      ...{ refusal: "Unreachable", isNameUnknown: true, message: expect.stringContaining("ENOTFOUND") },
    });
    const at = performance.now();
    const late = async () => {
      // Until the time to answer in is over.
      await vi.waitFor(() => expect(performance.now() - at).toBeGreaterThan(500));
      return "192.0.2.1";
    };
    expect(await looking(late)).toMatchObject({ refusal: "TimedOut", isNameUnknown: true });
    expect(await probe("http://127.0.0.1:1/", ["http://127.0.0.1:1"])).not.toHaveProperty("isNameUnknown");
  });

  it("says when nobody answers, and when nobody is there", async () => {
    const origin = `http://127.0.0.1:${port}`;
    expect(await probe(`${origin}/slow`, [origin], 60)).toMatchObject({ refusal: "TimedOut", message: "No answer within 60 ms." });
    expect(await probe("http://127.0.0.1:1/", ["http://127.0.0.1:1"])).toMatchObject({ refusal: "Unreachable" });
  });
});
