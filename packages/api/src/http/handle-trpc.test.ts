import { createUser } from "@holdfast/services/sign-in/create-user";
import { aPlatform, TEST_ORIGIN } from "@holdfast/testkit/a-platform";
import { aCluster } from "@holdfast/testkit/installation";
import { theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import superjson from "superjson";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Platform } from "../platform";
import { handleHealth } from "./handle-health";
import { handleSignIn } from "./handle-sign-in";
import { handleTrpc } from "./handle-trpc";

const db = suiteDatabase();
let platform: Platform;
let cookie: string;
const PASSWORD = "correct horse battery";

const call = (path: string, init: RequestInit = {}, headers: Record<string, string> = {}) =>
  handleTrpc(
    platform,
    new Request(`${TEST_ORIGIN}/api/trpc/${path}`, {
      ...init,
      headers: { origin: TEST_ORIGIN, cookie, "content-type": "application/json", ...headers },
    }),
  );
const post = (path: string, input: unknown, headers?: Record<string, string>) =>
  call(path, { method: "POST", body: JSON.stringify(superjson.serialize(input)) }, headers);
const faultOf = async (response: Response) =>
  ((await response.json()) as { error: { json: { data: { fault: { code: string }; requestId: string }; message: string } } }).error.json;

beforeAll(async () => {
  platform = await aPlatform(db);
  await aCluster(db, "prod", { environment: "production" });
  await createUser(
    theSystem(db),
    platform.signIn,
    { name: "Olga", email: "olga@example.test", password: PASSWORD },
    { role: "admin", selector: {} },
  );
  const signedIn = await handleSignIn(
    platform,
    new Request(`${TEST_ORIGIN}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { origin: TEST_ORIGIN, "content-type": "application/json", "x-forwarded-for": "127.0.0.1" },
      body: JSON.stringify({ email: "olga@example.test", password: PASSWORD }),
    }),
  );
  cookie = (signedIn.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
});
afterAll(() => platform.wakes.close());

describe("the browser's API", () => {
  it("answers a signed-in person, and nobody may keep the answer", async () => {
    const response = await call("self.me");
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const body = (await response.json()) as { result: { data: { json: object } } };
    expect(body.result.data.json).toMatchObject({ name: "Olga", roles: ["admin"] });
  });

  it("refuses every change from another origin, from none, and from null", async () => {
    for (const origin of ["https://evil.example", "null", "http://127.0.0.1:7401"])
      expect((await post("cluster.register", {}, { origin })).status, origin).toBe(403);
    const bare = new Request(`${TEST_ORIGIN}/api/trpc/cluster.register`, { method: "POST", headers: { cookie }, body: "{}" });
    expect((await handleTrpc(platform, bare)).status).toBe(403);
    for (const site of ["cross-site", "same-site"]) expect((await call("self.me", {}, { "sec-fetch-site": site })).status, site).toBe(403);
    expect(await db.prisma.cluster.count()).toBe(1);
  });

  it("names the field and the remedy of bad input, and takes no unknown field", async () => {
    const bad = await faultOf(await post("cluster.register", { name: "Not A Name", environment: "production", region: "" }));
    expect(bad.data.fault.code).toBe("InvalidInput");
    expect(bad.message).toMatch(/name: .*lower-case.*region: name the region/);
    const extra = await faultOf(await post("cluster.register", { name: "ok", environment: "production", region: "x", isSimulated: true }));
    expect(extra.message).toMatch(/isSimulated/);
  });

  it("does not fall for a body that reaches for a prototype", async () => {
    const response = await call("cluster.register", {
      method: "POST",
      body: '{"json":{"__proto__":{"polluted":1},"name":"x"},"meta":{"values":{"__proto__.polluted":["Date"]}}}',
    });
    expect(response.status).toBe(400);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it("refuses a huge body, also one that lies about its length, and a huge batch", async () => {
    const huge = JSON.stringify({ json: { name: "x".repeat(1_100_000) } });
    expect((await call("cluster.register", { method: "POST", body: huge })).status).toBe(413);
    expect((await call("cluster.register", { method: "POST", body: huge }, { "content-length": "10" })).status).toBe(413);
    for (const comma of [",", "%2C", "%2c"])
      expect((await call(`${Array(40).fill("self.me").join(comma)}?batch=1`)).status, comma).toBe(400);
    expect((await call(`${Array(30).fill("self.me").join("%2C")}?batch=1`)).status).toBe(200);
  });

  it("gives rubbish a clear refusal with a reference, never an internal error", async () => {
    for (const path of ["nope.nope", "self", "inventory.list?input=%7B", "inventory.list?input=null", "stream.events/../x"]) {
      const response = await call(path);
      expect(response.status, path).toBeGreaterThanOrEqual(400);
      expect(response.status, path).toBeLessThan(500);
    }
  });

  it("tells of an unexpected failure only a reference; the log has the rest", async () => {
    const logged: object[] = [];
    const broken = await aPlatform(db, {
      log: { info: () => undefined, warn: () => undefined, error: (fields) => void logged.push(fields) },
      base: {
        ...platform.base,
        now: () => {
          throw new Error("secret detail of the store");
        },
      },
    });
    const response = await handleTrpc(broken, new Request(`${TEST_ORIGIN}/api/trpc/fleet.overview`, { headers: { cookie } }));
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toContain("secret detail");
    expect(text).not.toContain("stack");
    expect(JSON.stringify(logged)).toContain("request.id");
    await broken.wakes.close();
  });

  it("tells of an unexpected failure within a stream no more either", async () => {
    const logged: object[] = [];
    const on = () => {
      throw new Error("secret detail of the store");
    };
    const broken = {
      ...platform,
      log: { ...platform.log, error: (fields: object) => void logged.push(fields) },
      wakes: { ...platform.wakes, on },
    };
    const text = await (await handleTrpc(broken, new Request(`${TEST_ORIGIN}/api/trpc/stream.events`, { headers: { cookie } }))).text();
    expect(text).toContain("serialized-error");
    expect(text).not.toContain("secret detail");
    expect(text).not.toContain("stack");
    expect(logged).toEqual([expect.objectContaining({ procedure: "stream.events", "request.id": expect.stringMatching(/./) })]);
  });

  it("ends with the session, at once", async () => {
    await db.prisma.session.deleteMany();
    expect((await call("self.me")).status).toBe(401);
  });
});

describe("the health check", () => {
  it("says whether the store answers, and nothing else", async () => {
    expect(await (await handleHealth(platform)).json()).toEqual({ status: "ok" });
  });
});
