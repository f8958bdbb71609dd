import { UserId } from "@holdfast/contracts/ids";
import { aSealer } from "@holdfast/testkit/a-sealer";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { anIdentityServer, type IdentityServer } from "@holdfast/testkit/identity-server";
import { aPerson } from "@holdfast/testkit/people";
import { SignInBrowser } from "@holdfast/testkit/sign-in-browser";
import { silentLog } from "@holdfast/testkit/silent-log";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { codeOf } from "../../../test/authenticator-code";
import { whoAmI } from "../../access/who-am-i";
import { userContext } from "../../context/user-context";
import { addProvider } from "../../identity-providers/add-provider";
import { requireFreshFactor } from "../require-fresh-factor";
import { createSignIn, type SignIn } from "../sign-in";

// The other side is oidc-provider, a certified server; what it hands out is changed on the way where a test says so.
const db = suiteDatabase();
const BASE = "http://127.0.0.1:7400";
let signIn: SignIn;
let server: IdentityServer;
let laterMs = 0;
const now = () => new Date(Date.now() + laterMs);

beforeAll(async () => {
  signIn = createSignIn({ db, now, log: silentLog, baseUrl: BASE, origins: [BASE], secret: "s".repeat(32), sealer: aSealer() });
  server = await anIdentityServer([`${BASE}/api/auth/oidc/callback/dex`]);
  const root = await aPerson(db, "root", ["admin"]);
  await addProvider(root.as(), signIn, {
    ...{ key: "dex", name: "Dex", issuer: server.issuer, clientId: server.clientId, clientSecret: server.clientSecret },
    ...{ scopes: ["openid", "email", "profile"], groupsClaim: "groups", emailDomains: [], admitsNew: true, mappings: [], isEnabled: true },
  });
});
beforeEach(async () => {
  laterMs = 0;
  server.tamper(null);
  await db.prisma.rateLimit.deleteMany();
});
afterAll(() => server.close());

let count = 0;
/** Somebody who is signed in by the provider alone. */
async function somebody() {
  const sub = `ada-${++count}`;
  server.people.set(sub, { sub, claims: { email: `${sub}@example.test`, email_verified: true, name: sub } });
  const browser = new SignInBrowser(BASE, signIn);
  await browser.signInAs(sub);
  const session = await browser.session();
  if (!session) throw new Error("the provider lets in");
  const user = { id: UserId.parse(session.user.id), name: sub };
  const as = () => userContext({ db, now, log: silentLog, requestId: "test", sessionId: session.sessionId }, user);
  const post = (path: string, body: object) =>
    browser.go(`${BASE}/api/auth${path}`, {
      method: "POST",
      headers: { origin: BASE, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const ask = async () => ((await (await post("/oidc/confirm/dex", { next: "/approvals?run=1" })).json()) as { url: string }).url;
  const isFresh = () =>
    requireFreshFactor(
      as(),
      { action: "failover.approve", target: { kind: "run", id: "r", name: "r", clusterId: null } },
      { effect: "allow", policies: [] },
    ).then(
      () => true,
      () => false,
    );
  return { sub, user, browser, as, post, ask, isFresh };
}
const arrive = async (browser: SignInBrowser, answer: string) =>
  ((await browser.go(answer)).headers.get("location") ?? "").slice(BASE.length);
const lastConfirm = async () => (await auditOf(db, "second-factor.confirm")).at(-1);

describe("who signs in by a provider alone", () => {
  it("approves only after a sign-in there that was asked for, in the session that asked, for five minutes, on record", async () => {
    const ada = await somebody();
    expect(await ada.isFresh()).toBe(false);
    expect((await whoAmI(ada.as())).confirmsBy).toEqual({ key: "dex", name: "Dex", until: null });
    const url = await ada.ask();
    expect(new URL(url).searchParams.get("max_age")).toBe("0");
    expect(await arrive(ada.browser, await ada.browser.answerOf(ada.sub, url))).toBe("/approvals?run=1");
    expect(await ada.isFresh()).toBe(true);
    expect((await whoAmI(ada.as())).confirmsBy?.until).toBeInstanceOf(Date);
    expect(await lastConfirm()).toMatchObject({ actor: { id: ada.user.id }, outcome: "succeeded", after: { provider: "Dex" } });
    const other = new SignInBrowser(BASE, signIn);
    await other.signInAs(ada.sub);
    const { sessionId = "" } = (await other.session()) ?? {};
    expect((await whoAmI(userContext({ db, now, log: silentLog, requestId: "t", sessionId }, ada.user))).confirmsBy?.until).toBeNull();
    laterMs = 5 * 60_000 + 1000;
    expect(await ada.isFresh()).toBe(false);
  });

  it.each([
    ["that it did not see lately", { auth_time: Math.floor(Date.now() / 1000) - 120 }, "stale"],
    ["without saying when it saw them", { auth_time: undefined }, "token"],
    ["whom it calls by another name", { sub: "mallory" }, "token"],
  ])("is not confirmed by the word of a provider %s", async (_, claims, code) => {
    const ada = await somebody();
    const url = await ada.ask();
    server.tamper({ claims });
    expect(await arrive(ada.browser, await ada.browser.answerOf(ada.sub, url))).toBe(`/settings?unconfirmed=${code}`);
    expect(await ada.isFresh()).toBe(false);
    expect(await lastConfirm()).toMatchObject({ actor: { id: ada.user.id }, outcome: "refused", reason: expect.stringContaining(code) });
  });

  it("is not confirmed by somebody else's sign-in, by an answer that was used, nor by one to a sign-in or in another session", async () => {
    const [ada, eve] = [await somebody(), await somebody()];
    // As on a machine at which somebody else was signed in at the provider.
    ada.browser.jars.delete(server.issuer);
    expect(await arrive(ada.browser, await ada.browser.answerOf(eve.sub, await ada.ask()))).toBe("/settings?unconfirmed=another");
    expect(await ada.isFresh()).toBe(false);

    ada.browser.jars.delete(server.issuer);
    const used = await ada.browser.answerOf(ada.sub, await ada.ask());
    const cookies = new Map(ada.browser.jars.get(BASE));
    await arrive(ada.browser, used);
    await db.prisma.session.updateMany({ data: { secondFactorAt: null } });
    ada.browser.jars.set(BASE, cookies);
    expect(await arrive(ada.browser, used)).toContain("flow");
    expect(await ada.isFresh()).toBe(false);

    await ada.browser.signInAs(ada.sub);
    expect(await db.prisma.session.count({ where: { userId: ada.user.id, secondFactorAt: { not: null } } })).toBe(0);

    const asked = await eve.browser.answerOf(eve.sub, await eve.ask());
    await eve.post("/sign-out", {});
    const again = new SignInBrowser(BASE, signIn);
    await again.signInAs(eve.sub);
    const flow = eve.browser.jars.get(BASE) ?? new Map();
    for (const [name, value] of flow) again.jars.get(BASE)?.set(name, value);
    expect(await arrive(again, asked)).toContain("unconfirmed=flow");
    expect(await db.prisma.session.count({ where: { userId: eve.user.id, secondFactorAt: { not: null } } })).toBe(0);
  });

  it("sets up an authenticator after such a sign-in, and gives its code from then on", async () => {
    const ada = await somebody();
    const enable = () => ada.post("/two-factor/enable", {});
    expect((await enable()).status).toBe(403);
    await arrive(ada.browser, await ada.browser.answerOf(ada.sub, await ada.ask()));
    const { totpURI } = (await (await enable()).json()) as { totpURI: string };
    expect((await ada.post("/two-factor/verify-totp", { code: codeOf(totpURI) })).status).toBe(200);
    expect((await auditOf(db, "second-factor.enable")).at(-1)).toMatchObject({ actor: { id: ada.user.id } });
    const me = await ada.browser.session();
    const as = userContext({ db, now, log: silentLog, requestId: "t", sessionId: me?.sessionId ?? "" }, ada.user);
    expect(await whoAmI(as)).toMatchObject({ hasSecondFactor: true });
    await db.prisma.session.updateMany({ where: { userId: ada.user.id }, data: { secondFactorAt: null } });
    expect((await ada.post("/two-factor/disable", {})).status).toBe(403);
    const stale = requireFreshFactor(
      as,
      { action: "x", target: { kind: "run", id: "r", name: "r", clusterId: null } },
      { effect: "allow", policies: [] },
    );
    await expect(stale).rejects.toMatchObject({ code: "SecondFactorNeeded", message: expect.stringContaining("authenticator") });
  });

  it("is told at the sign-out where else they are signed in, and led to the provider's own sign-out and back", async () => {
    const ada = await somebody();
    expect(await (await ada.post("/sign-out", {})).json()).toEqual({ success: true, endsAt: "dex" });
    expect(await ada.browser.session()).toBeNull();
    const to = new URL((await ada.browser.go(`${BASE}/api/auth/oidc/end/dex`)).headers.get("location") ?? "");
    expect(to.href.startsWith(server.issuer)).toBe(true);
    expect(Object.fromEntries(to.searchParams)).toEqual({ client_id: server.clientId, post_logout_redirect_uri: `${BASE}/sign-in` });
    expect((await ada.browser.go(to.href)).status).toBe(200);
    expect((await ada.browser.go(`${BASE}/api/auth/oidc/end/nobody`)).headers.get("location")).toBe(`${BASE}/sign-in`);
  });
});
