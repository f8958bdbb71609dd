import { createApiToken } from "@holdfast/services/identity/create-api-token";
import { revokeApiToken } from "@holdfast/services/identity/revoke-api-token";
import { aPlatform, TEST_ORIGIN } from "@holdfast/testkit/a-platform";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Platform } from "../platform";
import { handleTrpc } from "./handle-trpc";

const db = suiteDatabase();
let platform: Platform;
let olga: Person;
let issued: { id: string; token: string };
beforeAll(async () => {
  platform = await aPlatform(db);
  await aCluster(db, "prod", { environment: "production" });
  olga = await aPerson(db, "Olga", ["operator"]);
  const expiresAt = new Date(Date.now() + 3_600_000);
  issued = await createApiToken(olga.as(), {
    name: "ci",
    permissions: ["self:read", "fleet:read", "search:save"],
    selector: {},
    expiresAt,
  });
});
afterAll(() => platform.wakes.close());

const call = (path: string, init: RequestInit = {}, headers: Record<string, string> = {}) =>
  handleTrpc(
    platform,
    new Request(`${TEST_ORIGIN}/api/trpc/${path}`, {
      ...init,
      headers: { authorization: `Bearer ${issued.token}`, "content-type": "application/json", ...headers },
    }),
  );
const save = (name: string, headers: Record<string, string> = {}) =>
  call("search.save", { method: "POST", body: JSON.stringify({ json: { name, query: "kind:Pod", isShared: false } }) }, headers);

describe("a program with an API token", () => {
  it("asks and changes without an origin, as its owner by the token's name", async () => {
    expect((await call("cluster.list")).status).toBe(200);
    expect((await save("pods")).status).toBe(200);
    expect((await auditOf(db, "search.save")).at(-1)).toMatchObject({ outcome: "succeeded", actor: { id: olga.id, name: "Olga via ci" } });
  });

  it("is refused what the token was not made for, and what only people may", async () => {
    expect((await call("inventory.list")).status).toBe(403);
    expect((await call("token.list")).status).toBe(403);
    expect((await call("session.list")).status).toBe(403);
  });

  it("can't be sent by a page of another site, and another scheme than Bearer is no token", async () => {
    expect((await save("foreign", { origin: "https://evil.example" })).status).toBe(403);
    expect((await save("basic", { authorization: `Basic ${btoa(`olga:${issued.token}`)}` })).status).toBe(403);
    expect((await call("cluster.list", {}, { authorization: "Bearer" })).status).toBe(401);
    expect(await db.prisma.savedSearch.count({ where: { name: { in: ["foreign", "basic"] } } })).toBe(0);
  });

  it("is cut off within two seconds when the token is revoked, also in a stream that it holds open", async () => {
    const response = await call("stream.events");
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    let isCut = false;
    void (async () => {
      for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) text += read.value;
      isCut = true;
    })();
    await vi.waitFor(() => expect(text).toContain("ready"), { timeout: 15_000 });
    await revokeApiToken(olga.as(), issued.id, olga.id);
    await vi.waitFor(() => expect(isCut || text.includes("serialized-error")).toBe(true), { timeout: 2000 });
    expect((await call("cluster.list")).status).toBe(401);
  });
});
