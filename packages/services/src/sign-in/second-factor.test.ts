import { UserId } from "@holdfast/contracts/ids";
import { aSealer } from "@holdfast/testkit/a-sealer";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aPerson, theSystem } from "@holdfast/testkit/people";
import { silentLog } from "@holdfast/testkit/silent-log";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { codeOf } from "../../test/authenticator-code";
import { userContext } from "../context/user-context";
import { resetSecondFactor } from "../identity/reset-second-factor";
import { confirmSecondFactor } from "./confirm-second-factor";
import { createUser } from "./create-user";
import { requireFreshFactor } from "./require-fresh-factor";
import { createSignIn, type SignIn } from "./sign-in";

const db = suiteDatabase();
const BASE = "http://127.0.0.1:7400";
const PASSWORD = "correct horse battery";
const email = "ada@example.test";
let signIn: SignIn;
let userId: UserId;
let cookie = "";
let uri = "";
let recoveryCodes: string[] = [];
let calls = 0;

// Each call from another address: the library lets few of these pass in ten seconds.
const post = (path: string, body: object, cookies = "") =>
  signIn.handle(
    new Request(`${BASE}/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: BASE, cookie: cookies, "x-forwarded-for": `127.0.2.${++calls}` },
      body: JSON.stringify(body),
    }),
  );
const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((each) => each.split(";")[0] ?? "")
    .filter((each) => !each.endsWith("="))
    .join("; ");
const sessionOf = (cookies: string) => signIn.sessionOf(new Headers({ cookie: cookies }));
const withPassword = async () => {
  const response = await post("/sign-in/email", { email, password: PASSWORD });
  return { body: (await response.json()) as { twoFactorRedirect?: boolean }, cookies: cookiesOf(response) };
};
const as = (sessionId: string) =>
  userContext({ db, now: () => new Date(), log: silentLog, requestId: "test", sessionId }, { id: userId, name: "Ada" });
const attempt = { action: "failover.approve", target: { kind: "run", id: "r", name: "r", clusterId: null } };
const decision = { effect: "allow" as const, policies: ["approver-approves"] };

beforeAll(async () => {
  signIn = createSignIn({
    db,
    now: () => new Date(),
    log: silentLog,
    baseUrl: BASE,
    origins: [BASE],
    secret: "s".repeat(32),
    sealer: aSealer(),
  });
  const made = await createUser(theSystem(db), signIn, { name: "Ada", email, password: PASSWORD }, { role: "approver", selector: {} });
  userId = UserId.parse(made.id);
  cookie = (await withPassword()).cookies;
});

// A code is good once: what a test before this one used is not this one's concern.
beforeEach(() => db.prisma.twoFactor.updateMany({ data: { usedCode: null, usedAt: null } }));

describe("a second factor", () => {
  it("is taken into use with the password and a right code, is on record, and its secrets are not", async () => {
    expect((await post("/two-factor/enable", { password: "wrong wrong wrong" }, cookie)).ok).toBe(false);
    const begun = await post("/two-factor/enable", { password: PASSWORD }, cookie);
    const told = (await begun.json()) as { totpURI: string; backupCodes: string[] };
    [uri, recoveryCodes] = [told.totpURI, told.backupCodes];
    expect((await withPassword()).body.twoFactorRedirect).toBeUndefined();

    expect((await post("/two-factor/verify-totp", { code: codeOf(uri, 100) }, cookie)).ok).toBe(false);
    const done = await post("/two-factor/verify-totp", { code: codeOf(uri) }, cookie);
    expect(done.status).toBe(200);
    cookie = cookiesOf(done);
    const trail = JSON.stringify([await auditOf(db, "second-factor.enable"), await db.prisma.twoFactor.findMany()]);
    expect(await auditOf(db, "second-factor.enable")).toMatchObject([{ actor: { id: userId }, before: { isEnabled: false } }]);
    for (const secret of [new URL(uri).searchParams.get("secret") ?? "", ...recoveryCodes]) expect(trail).not.toContain(secret);
  });

  it("is asked for at sign-in: the password alone gives no session and is no sign-in on record", async () => {
    const before = (await auditOf(db, "session.create")).length;
    const { body, cookies } = await withPassword();
    expect(body.twoFactorRedirect).toBe(true);
    expect(await sessionOf(cookies)).toBeNull();
    expect(await auditOf(db, "session.create")).toHaveLength(before);

    expect((await post("/two-factor/verify-totp", { code: codeOf(uri, 100) }, cookies)).status).toBe(401);
    const done = await post("/two-factor/verify-totp", { code: codeOf(uri) }, cookies);
    expect((await sessionOf(cookiesOf(done)))?.user.email).toBe(email);
    expect((await auditOf(db, "session.create")).slice(before).map(({ outcome, after }) => [outcome, after])).toEqual([
      ["refused", null],
      ["succeeded", { secondFactor: "authenticator" }],
    ]);
  });

  it("lets nobody in by a code that somebody signed in with already, on record; the next code does", async () => {
    const code = codeOf(uri);
    const first = await withPassword();
    expect((await post("/two-factor/verify-totp", { code }, first.cookies)).status).toBe(200);
    const before = (await auditOf(db, "session.create")).length;
    const { cookies } = await withPassword();
    const again = await post("/two-factor/verify-totp", { code }, cookies);
    const wrong = await post("/two-factor/verify-totp", { code: codeOf(uri, 100) }, cookies);
    expect([again.status, await again.json()]).toEqual([wrong.status, await wrong.json()]);
    expect(await sessionOf(cookiesOf(again))).toBeNull();
    expect((await auditOf(db, "session.create")).slice(before)[0]).toMatchObject({ outcome: "refused", decision: null });
    const next = await post("/two-factor/verify-totp", { code: codeOf(uri, 1) }, cookies);
    expect((await sessionOf(cookiesOf(next)))?.user.email).toBe(email);
  });

  it("lets one of two in who give the same code at the same moment", async () => {
    const waiting = [await withPassword(), await withPassword(), await withPassword()];
    const code = codeOf(uri, 1);
    const answers = await Promise.all(waiting.map(({ cookies }) => post("/two-factor/verify-totp", { code }, cookies)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  });

  it("is given by a recovery code once, and no device is trusted for longer than its session", async () => {
    const [code] = recoveryCodes;
    const { cookies } = await withPassword();
    expect((await post("/two-factor/verify-totp", { code: codeOf(uri), trustDevice: true }, cookies)).status).toBe(400);
    const done = await post("/two-factor/verify-backup-code", { code }, cookies);
    // Who lost the device can put another in its place: there is no code of it that they could give.
    await requireFreshFactor(as((await sessionOf(cookiesOf(done)))?.sessionId ?? "none"), attempt, decision);
    const again = await withPassword();
    expect((await post("/two-factor/verify-backup-code", { code }, again.cookies)).ok).toBe(false);
  });

  it("can't be guessed: after a few wrong codes the sign-in begins anew", async () => {
    const { cookies } = await withPassword();
    for (let i = 0; i < 6; i++) await post("/two-factor/verify-totp", { code: codeOf(uri, 100 + i) }, cookies);
    const right = await post("/two-factor/verify-totp", { code: codeOf(uri) }, cookies);
    expect(right.ok).toBe(false);
    expect(await sessionOf(cookiesOf(right))).toBeNull();
    await db.prisma.twoFactor.updateMany({ data: { failedVerificationCount: 0, lockedUntil: null } });
  });

  it("is asked for again before a failover is approved: one of this session, and at most five minutes old", async () => {
    const session = await sessionOf(cookie);
    if (!session) throw new Error("Ada is signed in");
    const ctx = as(session.sessionId);
    const refusal = { code: "SecondFactorNeeded" };
    await expect(requireFreshFactor(ctx, attempt, decision)).rejects.toMatchObject(refusal);
    expect((await auditOf(db, "failover.approve")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: userId } });

    const headers = new Headers({ cookie });
    await expect(confirmSecondFactor(ctx, signIn, headers, codeOf(uri, 100))).rejects.toMatchObject({ code: "TokenInvalid" });
    const code = codeOf(uri);
    await confirmSecondFactor(ctx, signIn, headers, code);
    await requireFreshFactor(ctx, attempt, decision);
    await expect(confirmSecondFactor(ctx, signIn, headers, code)).rejects.toMatchObject({
      code: "TokenInvalid",
      message: expect.stringContaining("used already"),
    });
    await expect(requireFreshFactor(as("another session"), attempt, decision)).rejects.toMatchObject(refusal);
    const later = { ...ctx, now: () => new Date(Date.now() + 5 * 60_000 + 1000) };
    await expect(requireFreshFactor(later, attempt, decision)).rejects.toMatchObject(refusal);
    expect((await auditOf(db, "second-factor.confirm")).map((entry) => entry.outcome)).toEqual(["refused", "succeeded", "refused"]);
  });

  it("makes a guesser with a session wait after five wrong codes", async () => {
    const session = await sessionOf(cookie);
    const tries: string[] = [];
    for (let i = 0; i < 6; i++)
      await confirmSecondFactor(as(session?.sessionId ?? ""), signIn, new Headers({ cookie }), codeOf(uri, 100)).catch(({ code }) =>
        tries.push(code),
      );
    expect(tries).toEqual([...Array.from({ length: 5 }, () => "TokenInvalid"), "TooManyRequests"]);
  });

  it("is taken away by an admin from who lost it, who is signed out by that; nobody less can", async () => {
    const [root, vera] = [await aPerson(db, "root", ["admin"]), await aPerson(db, "vera", ["viewer"])];
    await expect(resetSecondFactor(vera.as(), userId)).rejects.toMatchObject({ code: "Forbidden" });
    await expect(resetSecondFactor(root.as(), root.id)).rejects.toMatchObject({ code: "GateRefused" });
    await resetSecondFactor(root.as(), userId);
    expect(await sessionOf(cookie)).toBeNull();
    expect((await auditOf(db, "second-factor.reset")).map(({ outcome, actor }) => [outcome, actor.id])).toEqual([
      ["refused", vera.id],
      ["refused", root.id],
      ["succeeded", root.id],
    ]);
    await expect(resetSecondFactor(root.as(), userId)).rejects.toMatchObject({ code: "WrongPhase" });

    cookie = (await withPassword()).cookies;
    const begun = (await (await post("/two-factor/enable", { password: PASSWORD }, cookie)).json()) as { totpURI: string };
    uri = begun.totpURI;
    cookie = cookiesOf(await post("/two-factor/verify-totp", { code: codeOf(uri) }, cookie));
    expect((await withPassword()).body.twoFactorRedirect).toBe(true);
  });

  it("goes out of use with the password and a fresh code only, and that is on record", async () => {
    expect((await post("/two-factor/disable", { password: PASSWORD }, cookie)).status).toBe(403);
    expect((await auditOf(db, "second-factor.disable")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: userId } });
    await db.prisma.rateLimit.deleteMany();
    const session = await sessionOf(cookie);
    await confirmSecondFactor(as(session?.sessionId ?? ""), signIn, new Headers({ cookie }), codeOf(uri));
    expect((await post("/two-factor/disable", { password: "wrong wrong wrong" }, cookie)).ok).toBe(false);
    const done = await post("/two-factor/disable", { password: PASSWORD }, cookie);
    expect(done.status).toBe(200);
    expect((await auditOf(db, "second-factor.disable")).at(-1)).toMatchObject({ actor: { id: userId }, after: { isEnabled: false } });
    expect(await sessionOf((await withPassword()).cookies)).not.toBeNull();
    await requireFreshFactor(as("any"), attempt, decision);
  });
});
