import { aSealer } from "@holdfast/testkit/a-sealer";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aPerson, theSystem } from "@holdfast/testkit/people";
import { silentLog } from "@holdfast/testkit/silent-log";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { createUser } from "./create-user";
import { createFirstAdmin, issueSetupToken } from "./setup-link";
import { createSignIn, type SignIn } from "./sign-in";

const db = suiteDatabase();
const BASE = "http://127.0.0.1:7400";
const PASSWORD = "correct horse battery";
let signIn: SignIn;
beforeAll(() => {
  signIn = createSignIn({
    db,
    now: () => new Date(),
    log: silentLog,
    baseUrl: BASE,
    origins: [BASE],
    secret: "s".repeat(32),
    sealer: aSealer(),
  });
});

const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  signIn.handle(
    new Request(`${BASE}/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: BASE, "x-forwarded-for": "127.0.0.1", ...headers },
      body: JSON.stringify(body),
    }),
  );
const cookieOf = (response: Response) => (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";

describe("the first admin", () => {
  it("comes in by a one-time link, which works once and only while nobody has an account", async () => {
    const token = await issueSetupToken(theSystem(db));
    if (!token) throw new Error("there is no account yet, so there is a link");
    const account = { name: "Root", email: "root@example.test", password: PASSWORD };

    await expect(createFirstAdmin(theSystem(db), signIn, "another-token", account)).rejects.toMatchObject({ code: "TokenInvalid" });
    await createFirstAdmin(theSystem(db), signIn, token, account);
    await expect(createFirstAdmin(theSystem(db), signIn, token, { ...account, email: "second@example.test" })).rejects.toMatchObject({
      code: "TokenUsed",
    });

    expect(await issueSetupToken(theSystem(db))).toBeNull();
    expect(await db.prisma.failoverLimit.findFirst()).toMatchObject({ approversNeedFactor: true });
    expect((await auditOf(db, "setup.create-admin")).map((entry) => entry.outcome)).toEqual(["refused", "succeeded", "refused"]);
    expect(JSON.stringify(await db.prisma.setupLink.findMany())).not.toContain(token);
  });
});

describe("signing in", () => {
  it("gives a session that is gone the moment it is revoked", async () => {
    const response = await post("/sign-in/email", { email: "root@example.test", password: PASSWORD });
    expect(response.status).toBe(200);
    const headers = new Headers({ cookie: cookieOf(response) });
    expect((await signIn.sessionOf(headers))?.user.email).toBe("root@example.test");

    await db.prisma.session.deleteMany();
    expect(await signIn.sessionOf(headers)).toBeNull();
  });

  it("sets a cookie that scripts can't read and other sites can't send", async () => {
    const response = await post("/sign-in/email", { email: "root@example.test", password: PASSWORD });
    expect(response.headers.get("set-cookie")).toMatch(/HttpOnly/i);
    expect(response.headers.get("set-cookie")).toMatch(/SameSite=Lax/i);
  });

  it("is on record, granted or refused, without the password", async () => {
    await post("/sign-in/email", { email: "root@example.test", password: "wrong wrong wrong" });
    const entries = await auditOf(db, "session.create");
    expect(entries.at(-1)).toMatchObject({ outcome: "refused", actor: { kind: "anonymous", name: "root@example.test" } });
    expect(entries.some((entry) => entry.outcome === "succeeded")).toBe(true);
    expect(JSON.stringify(entries)).not.toContain("wrong wrong");
    expect(JSON.stringify(entries)).not.toContain(PASSWORD);
  });

  it("ends on record too, once, by whoever signed out", async () => {
    const cookie = cookieOf(await post("/sign-in/email", { email: "root@example.test", password: PASSWORD }));
    for (let i = 0; i < 2; i++) expect((await post("/sign-out", {}, { cookie })).status).toBe(200);
    expect(await signIn.sessionOf(new Headers({ cookie }))).toBeNull();
    expect(await auditOf(db, "session.end")).toMatchObject([{ outcome: "succeeded", actor: { kind: "user", name: "Root" } }]);
  });

  it("says the same for a wrong password and for an unknown address", async () => {
    const wrong = await post("/sign-in/email", { email: "root@example.test", password: "wrong wrong wrong" });
    const unknown = await post("/sign-in/email", { email: "nobody@example.test", password: "wrong wrong wrong" });
    expect(unknown.status).toBe(wrong.status);
    expect(await unknown.text()).toBe(await wrong.text());
  });

  it("makes a guesser wait after five failures on one account, from whatever address", async () => {
    await createUser(
      theSystem(db),
      signIn,
      { name: "Target", email: "target@example.test", password: PASSWORD },
      { role: "viewer", selector: {} },
    );
    const tries = [];
    for (let i = 0; i < 6; i++)
      tries.push(
        await post(
          "/sign-in/email",
          { email: "target@example.test", password: `guess number ${i}` },
          { "x-forwarded-for": `127.0.1.${i}` },
        ),
      );
    expect(tries.map((response) => response.status)).toEqual([401, 401, 401, 401, 401, 429]);
    expect(Number(tries.at(-1)?.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("is refused from another origin, and to those who want to sign themselves up", async () => {
    const foreign = await post("/sign-in/email", { email: "root@example.test", password: PASSWORD }, { origin: "https://evil.example" });
    expect(foreign.status).toBe(403);
    const bare = new Request(`${BASE}/api/auth/sign-in/email`, { method: "POST", body: "{}" });
    expect((await signIn.handle(bare)).status).toBe(403);
    const signUp = await post("/sign-up/email", { email: "me@example.test", password: PASSWORD, name: "Me" });
    expect(signUp.ok).toBe(false);
    expect(await db.prisma.user.count({ where: { email: "me@example.test" } })).toBe(0);
  });

  it("serves nothing of the library's that would change an account without a verb of ours, or list sessions with their tokens", async () => {
    const cookie = cookieOf(await post("/sign-in/email", { email: "root@example.test", password: PASSWORD }));
    const password = { currentPassword: PASSWORD, newPassword: "another password" };
    expect((await post("/change-password", password, { cookie })).status).toBe(404);
    expect((await post("/update-user", { name: "Somebody else" }, { cookie })).status).toBe(404);
    expect((await post("/revoke-sessions", {}, { cookie })).status).toBe(404);
    const listed = await signIn.handle(new Request(`${BASE}/api/auth/list-sessions`, { headers: { cookie } }));
    expect(listed.status).toBe(404);
  });

  it("is refused to a disabled person", async () => {
    await createUser(
      theSystem(db),
      signIn,
      { name: "Gone", email: "gone@example.test", password: PASSWORD },
      { role: "viewer", selector: {} },
    );
    await db.prisma.user.update({ where: { email: "gone@example.test" }, data: { disabledAt: new Date() } });
    const response = await post("/sign-in/email", { email: "gone@example.test", password: PASSWORD });
    expect(response.ok).toBe(false);
    expect(response.headers.get("set-cookie") ?? "").not.toContain("session_token=");
  });
});

describe("making an account", () => {
  it("is refused to a viewer, and the refusal is on record", async () => {
    const viewer = await aPerson(db, "vera", ["viewer"]);
    const attempt = createUser(
      viewer.as(),
      signIn,
      { name: "X", email: "x@example.test", password: PASSWORD },
      { role: "admin", selector: {} },
    );
    await expect(attempt).rejects.toMatchObject({ code: "Forbidden" });
    expect((await auditOf(db, "user.create")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: viewer.id } });
    expect(await db.prisma.user.count({ where: { email: "x@example.test" } })).toBe(0);
  });
});
