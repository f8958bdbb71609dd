import { aPlatform, TEST_ORIGIN } from "@holdfast/testkit/a-platform";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Platform } from "../platform";
import { handleSignIn } from "./handle-sign-in";

const db = suiteDatabase();
let platform: Platform;
beforeAll(async () => {
  platform = await aPlatform(db);
});
afterAll(() => platform.wakes.close());

const ask = (path: string, init: RequestInit = {}) =>
  handleSignIn(
    platform,
    new Request(`${TEST_ORIGIN}/api/auth${path}`, { ...init, headers: { "sec-fetch-site": "cross-site", "x-forwarded-for": "127.0.0.1" } }),
  );

describe("a request from another site", () => {
  it("passes only where an identity provider sends people back to, and gets no further without a sign-in begun here", async () => {
    const back = await ask("/oidc/callback/dex?code=1&state=2");
    expect(back.status).toBe(302);
    expect(back.headers.get("location")).toMatch(/\/sign-in\?refused=absent/);
    expect((await ask("/oidc/callback/dex", { method: "POST" })).status).toBe(403);
    for (const path of ["/get-session", "/oidc/start/dex", "/oidc/providers", "/oidc/callback/dex/more", "/oidc/callback/.."])
      expect([path, (await ask(path)).status]).toEqual([path, 403]);
  });
});
