import type { GroupMapping } from "@holdfast/contracts/identity-provider";
import { UserId } from "@holdfast/contracts/ids";
import { aSealer } from "@holdfast/testkit/a-sealer";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { anIdentityServer, type IdentityServer } from "@holdfast/testkit/identity-server";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { SignInBrowser } from "@holdfast/testkit/sign-in-browser";
import { silentLog } from "@holdfast/testkit/silent-log";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readAccessSubject } from "../../access/access-subject";
import { disableUser } from "../../identity/disable-user";
import { inviteUser } from "../../identity/invite-user";
import { listSessions } from "../../identity/list-sessions";
import { addProvider } from "../../identity-providers/add-provider";
import { editProvider } from "../../identity-providers/edit-provider";
import { listProviders } from "../../identity-providers/list-providers";
import { createUser } from "../create-user";
import { createSignIn, type SignIn } from "../sign-in";

// The other side is oidc-provider, a certified server; what it hands out is changed on the way where a test says so.
const db = suiteDatabase();
const BASE = "http://127.0.0.1:7400";
const PASSWORD = "correct horse battery";
const SECRET = "s".repeat(32);
const mappings: GroupMapping[] = [
  { group: "ops", role: "operator", selector: { matchLabels: { team: "pay" } } },
  { group: "all", role: "viewer", selector: {} },
];
let signIn: SignIn;
let server: IdentityServer;
let root: Person;
let nowMs = Date.now();
const now = () => new Date(nowMs);

beforeAll(async () => {
  signIn = createSignIn({ db, now, log: silentLog, baseUrl: BASE, origins: [BASE], secret: SECRET, sealer: aSealer() });
  server = await anIdentityServer([`${BASE}/api/auth/oidc/callback/dex`]);
  root = await aPerson(db, "root", ["admin"]);
  await addProvider(root.as(), signIn, {
    ...{ key: "dex", name: "Dex", issuer: server.issuer, clientId: server.clientId, clientSecret: server.clientSecret },
    ...{ scopes: ["openid", "email", "profile", "groups"], groupsClaim: "groups", emailDomains: ["example.test"] },
    ...{ admitsNew: true, mappings, isEnabled: true },
  });
});
beforeEach(async () => {
  nowMs = Date.now();
  server.tamper(null);
  // What is measured here is not how often one may try.
  await db.prisma.rateLimit.deleteMany();
});
afterAll(() => server.close());

const aBrowser = () => new SignInBrowser(BASE, signIn);

const somebody = (sub: string, groups: readonly string[] = [], more: Record<string, unknown> = {}) =>
  server.people.set(sub, { sub, claims: { email: `${sub}@example.test`, email_verified: true, name: `The ${sub}`, groups, ...more } });
const rolesOf = async (userId: string) =>
  (await readAccessSubject(db, userId, now())).grants.map(({ role, selector }) => `${role} ${JSON.stringify(selector)}`).sort();
const lastRefusal = async () => (await auditOf(db, "session.create")).filter((entry) => entry.outcome === "refused").at(-1);
const userOf = (sub: string) => db.prisma.user.findUnique({ where: { email: `${sub}@example.test` } });

describe("signing in with an identity provider", () => {
  it("lets a new person in on the page that they wanted, with exactly what their groups mean, and says so on record", async () => {
    somebody("ada", ["ops", "unknown-here"]);
    const browser = aBrowser();
    expect(await browser.signInAs("ada")).toBe("/clusters");
    const session = await browser.session();
    expect(session?.user).toMatchObject({ name: "The ada", email: "ada@example.test" });
    expect(await rolesOf(session?.user.id ?? "")).toEqual(['operator {"matchLabels":{"team":"pay"}}']);
    expect((await auditOf(db, "session.create")).at(-1)).toMatchObject({
      actor: { name: "The ada" },
      outcome: "succeeded",
      after: { provider: "Dex", account: "new", groups: ["ops"] },
    });
  });

  it("keeps neither the client's secret nor any token of the provider where somebody could read it", async () => {
    const kept = JSON.stringify([
      await db.prisma.identityProvider.findMany(),
      await db.prisma.account.findMany(),
      await db.prisma.verification.findMany(),
    ]);
    expect(kept).not.toContain(server.clientSecret);
    expect(kept).not.toContain("eyJ");
    expect(JSON.stringify([await auditOf(db, "provider.add"), await listProviders(root.as(), signIn)])).not.toContain(server.clientSecret);
  });

  it("takes away at the next sign-in what a left group meant, gives what a new one means, and leaves what a person granted", async () => {
    somebody("grace", ["ops"]);
    await aBrowser().signInAs("grace");
    const id = (await userOf("grace"))?.id ?? "";
    await db.prisma.grant.create({ data: { id: crypto.randomUUID(), userId: id, role: "approver", selector: {}, grantedById: root.id } });
    somebody("grace", ["all"]);
    await aBrowser().signInAs("grace");
    expect(await rolesOf(id)).toEqual(["approver {}", "viewer {}"]);
    somebody("grace", []);
    await aBrowser().signInAs("grace");
    expect(await rolesOf(id)).toEqual(["approver {}"]);
  });

  it("lets neither the session nor what groups mean outlive half a day, however much it is used", async () => {
    somebody("tess", ["all"]);
    const browser = aBrowser();
    await browser.signInAs("tess");
    const id = (await userOf("tess"))?.id ?? "";
    const sessions = () => listSessions({ ...root.as(), now }, { userId: id, cursor: null, limit: 10 }, null);
    expect((await sessions()).total).toBe(1);
    // As a session that is used has it: by the library alone it would go on.
    await db.prisma.session.updateMany({ where: { userId: id }, data: { expiresAt: new Date(nowMs + 24 * 3_600_000) } });
    nowMs += 12 * 3_600_000 + 60_000;
    expect(await rolesOf(id)).toEqual([]);
    expect(await browser.session()).toBeNull();
    expect(await sessions()).toMatchObject({ rows: [], total: 0 });
  });

  it("connects somebody who was invited under the address, and ends the invitation", async () => {
    const grant = { role: "viewer" as const, selector: {}, expiresAt: null };
    await inviteUser(root.as(), { name: "Ina", email: "ina@example.test", grant });
    somebody("ina");
    expect(await aBrowser().signInAs("ina")).toBe("/clusters");
    expect(await db.prisma.invitation.count({ where: { user: { email: "ina@example.test" } } })).toBe(0);
    expect((await userOf("ina"))?.name).toBe("Ina");
  });
});

describe("nobody comes in", () => {
  const refused = async (sub: string) => aBrowser().signInAs(sub);

  it.each([
    ["of another issuer", { claims: { iss: "https://evil.example" } }],
    ["for another client", { claims: { aud: "another" } }],
    ["that has expired", { claims: { exp: 1_000_000, iat: 999_000 } }],
    ["of another nonce", { claims: { nonce: "another" } }],
    ["of a key that the provider does not have", { signedBy: "unknown key" as const }],
  ])("by an ID token %s", async (_, tampering) => {
    somebody("mallory", ["ops"]);
    server.tamper(tampering);
    expect(await refused("mallory")).toBe("/sign-in?refused=token&next=%2Fclusters");
    expect(await userOf("mallory")).toBeNull();
    expect(await lastRefusal()).toMatchObject({ actor: { kind: "anonymous" }, reason: expect.stringContaining("token:") });
  });

  it("by an ID token that was signed anew by the provider itself all comes in, so that the tests above refuse what they say", async () => {
    somebody("olga", ["ops"]);
    server.tamper({ claims: {} });
    expect(await refused("olga")).toBe("/clusters");
  });

  it("by an answer of another state, or one that was used already, or that another browser began", async () => {
    somebody("rita");
    const browser = aBrowser();
    const answer = await browser.answerOf("rita");
    const other = new URL(answer);
    other.searchParams.set("state", "another");
    expect((await aBrowser().go(answer)).headers.get("location")).toContain("refused=flow");
    expect((await browser.go(other.href)).headers.get("location")).toContain("refused=flow");

    const again = aBrowser();
    const used = await again.answerOf("rita");
    const cookies = new Map(again.jars.get(BASE));
    expect((await again.go(used)).headers.get("location")).toBe(`${BASE}/clusters`);
    again.jars.set(BASE, cookies);
    expect((await again.go(used)).headers.get("location")).toContain("refused=flow");
  });

  it("by a code that was exchanged already, even in a flow of its own", async () => {
    somebody("rob");
    const first = aBrowser();
    const answer = new URL(await first.answerOf("rob"));
    await first.go(answer.href);
    const second = aBrowser();
    const replayed = new URL(await second.answerOf("rob"));
    replayed.searchParams.set("code", answer.searchParams.get("code") ?? "");
    expect((await second.go(replayed.href)).headers.get("location")).toContain("refused=token");
  });

  it.each([
    ["whose address the provider does not vouch for", { email_verified: false }, "email"],
    ["whose address is of another domain", { email: "eve@evil.example" }, "domain"],
    ["who has no address", { email: undefined }, "email"],
  ])("%s", async (_, more, code) => {
    somebody("eve", ["ops"], more);
    expect(await refused("eve")).toContain(`refused=${code}`);
    expect(await userOf("eve")).toBeNull();
  });

  it("who is disabled, whether the provider knew them before or not", async () => {
    somebody("dora", ["all"]);
    await aBrowser().signInAs("dora");
    const id = UserId.parse((await userOf("dora"))?.id);
    await disableUser(root.as(), { userId: id, reason: "left the company" });
    expect(await refused("dora")).toContain("refused=disabled");
    await db.prisma.account.deleteMany({ where: { userId: id } });
    expect(await refused("dora")).toContain("refused=disabled");
    expect(await db.prisma.session.count({ where: { userId: id } })).toBe(0);
  });

  it("whom nobody invited, where the provider may make no accounts; nor by a provider that is turned off", async () => {
    const [view] = await listProviders(root.as(), signIn);
    if (!view) throw new Error("there is a provider");
    const { id, key, issuer, redirectUrl, people, createdAt, updatedAt, ...settings } = view;
    await editProvider(root.as(), signIn, { ...settings, providerId: id, clientSecret: null, admitsNew: false });
    somebody("newt");
    expect(await refused("newt")).toContain("refused=unknown");
    await editProvider(root.as(), signIn, { ...settings, providerId: id, clientSecret: null, version: view.version + 1, isEnabled: false });
    const off = await aBrowser().go(`${BASE}/api/auth/oidc/start/${key}`);
    expect(off.headers.get("location")).toContain("refused=absent");
    expect(await db.prisma.session.count({ where: { providerId: id } })).toBe(0);
    expect(await db.prisma.grant.count({ where: { providerId: id, revokedAt: null } })).toBe(0);
    await editProvider(root.as(), signIn, { ...settings, providerId: id, clientSecret: null, version: view.version + 2 });
  });

  it("to a page of another site", async () => {
    somebody("ada", ["ops"]);
    for (const next of ["https://evil.example", "//evil.example", "/\\evil.example", "/api/auth/sign-out"]) {
      const browser = aBrowser();
      const answer = await browser.answerOf("ada", `${BASE}/api/auth/oidc/start/dex?next=${encodeURIComponent(next)}`);
      expect((await browser.go(answer)).headers.get("location")).toBe(`${BASE}/`);
    }
  });
});

describe("an account with a password", () => {
  it("is not taken over by its address, and is connected by its owner with the password", async () => {
    const email = "lena@example.test";
    await createUser(theSystem(db), signIn, { name: "Lena", email, password: PASSWORD }, { role: "viewer", selector: {} });
    somebody("lena", ["ops"]);
    expect(await aBrowser().signInAs("lena")).toContain("refused=linkNeeded");

    const browser = aBrowser();
    const post = (path: string, body: object) =>
      browser.go(`${BASE}/api/auth${path}`, {
        method: "POST",
        headers: { origin: BASE, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    expect((await post("/oidc/connect/dex", { password: PASSWORD })).status).toBe(401);
    await post("/sign-in/email", { email, password: PASSWORD });
    expect((await post("/oidc/connect/dex", { password: "wrong wrong wrong" })).status).toBe(401);
    const { url } = (await (await post("/oidc/connect/dex", { password: PASSWORD })).json()) as { url: string };
    const answer = await browser.answerOf("lena", url);
    expect((await browser.go(answer)).headers.get("location")).toBe(`${BASE}/settings?connected=dex`);
    expect(await auditOf(db, "identity.connect")).toMatchObject([
      { actor: { name: "Lena" }, outcome: "refused" },
      { actor: { name: "Lena" }, outcome: "succeeded", after: { provider: "Dex" } },
    ]);

    const again = aBrowser();
    expect(await again.signInAs("lena")).toBe("/clusters");
    expect((await again.session())?.user.email).toBe(email);
  });

  it("is not connected with a person of the provider who has another account", async () => {
    const email = "max@example.test";
    await createUser(theSystem(db), signIn, { name: "Max", email, password: PASSWORD }, { role: "viewer", selector: {} });
    const browser = aBrowser();
    const post = (path: string, body: object) =>
      browser.go(`${BASE}/api/auth${path}`, {
        method: "POST",
        headers: { origin: BASE, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    await post("/sign-in/email", { email, password: PASSWORD });
    const { url } = (await (await post("/oidc/connect/dex", { password: PASSWORD })).json()) as { url: string };
    expect((await browser.go(await browser.answerOf("ada", url))).headers.get("location")).toBe(`${BASE}/settings?refused=linkedElsewhere`);
  });
});

describe("a provider", () => {
  it("is taken only when it can be asked and is the one of its issuer, and is changed by admins only", async () => {
    const [view] = await listProviders(root.as(), signIn);
    if (!view) throw new Error("there is a provider");
    const { id, key, issuer, redirectUrl, people, version, createdAt, updatedAt, ...settings } = view;
    const add = (more: object) => addProvider(root.as(), signIn, { ...settings, key: "two", issuer, clientSecret: "x", ...more });
    await expect(add({ issuer: "http://127.0.0.1:1" })).rejects.toMatchObject({ code: "Unavailable" });
    await expect(add({ issuer: `${issuer}/` })).resolves.toBeDefined();
    await expect(add({ key })).rejects.toMatchObject({ code: "AlreadyExists" });
    await expect(editProvider(root.as(), signIn, { ...settings, providerId: id, clientSecret: null, version: 999 })).rejects.toMatchObject({
      code: "VersionConflict",
    });
    const ops = await aPerson(db, "ops", ["operator"]);
    await expect(addProvider(ops.as(), signIn, { ...settings, key: "mine", issuer, clientSecret: "x" })).rejects.toMatchObject({
      code: "Forbidden",
    });
  });

  it("whose mappings lose a group ends at once what that group meant", async () => {
    somebody("zoe", ["ops", "all"]);
    await aBrowser().signInAs("zoe");
    const id = (await userOf("zoe"))?.id ?? "";
    const view = (await listProviders(root.as(), signIn)).find((each) => each.key === "dex");
    if (!view) throw new Error("there is a provider");
    const { id: providerId, key, issuer, redirectUrl, people, createdAt, updatedAt, ...settings } = view;
    await editProvider(root.as(), signIn, { ...settings, providerId, clientSecret: null, mappings: mappings.slice(1) });
    expect(await rolesOf(id)).toEqual(["viewer {}"]);
  });
});
