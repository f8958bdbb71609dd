import { UserId } from "@holdfast/contracts/ids";
import { aSealer } from "@holdfast/testkit/a-sealer";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { silentLog } from "@holdfast/testkit/silent-log";
import { type Quirks, SoftAuthenticator } from "@holdfast/testkit/soft-authenticator";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { whoAmI } from "../../access/who-am-i";
import { userContext } from "../../context/user-context";
import { disableUser } from "../../identity/disable-user";
import { resetSecondFactor } from "../../identity/reset-second-factor";
import { createUser } from "../create-user";
import { requireFreshFactor } from "../require-fresh-factor";
import { createSignIn, type SignIn } from "../sign-in";
import { askToConfirm, confirmByPasskey } from "./confirm-passkey";
import { addPasskey, beginPasskey, listPasskeys, removePasskey } from "./own-passkeys";
import { relyingParty } from "./relying-party";

const db = suiteDatabase();
const BASE = "http://127.0.0.1:7400";
const ORIGIN = "http://localhost:7400";
const PASSWORD = "correct horse battery";
let signIn: SignIn;
let root: Person;
let count = 0;
beforeAll(async () => {
  signIn = createSignIn({
    db,
    now: () => new Date(),
    log: silentLog,
    baseUrl: BASE,
    origins: [BASE, ORIGIN],
    secret: "s".repeat(32),
    sealer: aSealer(),
  });
  root = await aPerson(db, "root", ["admin"]);
});
beforeEach(() => db.prisma.rateLimit.deleteMany());

const post = (path: string, body: object, cookie = "") =>
  signIn.handle(
    new Request(`${ORIGIN}/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: ORIGIN, cookie, "x-forwarded-for": "127.0.0.1" },
      body: JSON.stringify(body),
    }),
  );
const sessionOf = (response: Response) =>
  signIn.sessionOf(
    new Headers({
      cookie: response.headers
        .getSetCookie()
        .map((each) => each.split(";")[0])
        .join("; "),
    }),
  );

/** Somebody signed in with a password; `as()` is a fresh request of that session. */
async function somebody() {
  const email = `ada-${++count}@example.test`;
  const { id } = await createUser(theSystem(db), signIn, { name: "Ada", email, password: PASSWORD }, { role: "approver", selector: {} });
  const session = await sessionOf(await post("/sign-in/email", { email, password: PASSWORD }));
  if (!session) throw new Error("the password lets in");
  const userId = UserId.parse(id);
  const base = { db, now: () => new Date(), log: silentLog, requestId: "test", sessionId: session.sessionId };
  return {
    id: userId,
    email,
    as: () => userContext(base, { id: userId, name: "Ada" }),
    device: new SoftAuthenticator("localhost", ORIGIN),
  };
}
type Somebody = Awaited<ReturnType<typeof somebody>>;

async function withPasskey(who: Somebody, quirks: Quirks = {}) {
  const question = await beginPasskey(who.as(), signIn, { password: PASSWORD });
  return addPasskey(who.as(), signIn, { name: "laptop", answer: who.device.make(question, quirks) });
}
async function byPasskey(device: SoftAuthenticator, quirks: Quirks = {}) {
  const question = (await (await post("/passkey/begin", {})).json()) as object;
  return post("/passkey/finish", device.prove(question, quirks));
}
const attempt = { action: "failover.approve", target: { kind: "run", id: "r", name: "r", clusterId: null } };
const isFresh = (who: Somebody) =>
  requireFreshFactor(who.as(), attempt, { effect: "allow", policies: [] }).then(
    () => true,
    () => false,
  );

describe("a passkey", () => {
  it("is made by who knows the password, signs in without it, and is fresh for an approval; all of it is on record", async () => {
    const ada = await somebody();
    expect((await whoAmI(ada.as())).hasPasskey).toBe(false);
    await withPasskey(ada);
    expect(await listPasskeys(ada.as(), signIn)).toMatchObject({ address: ORIGIN, passkeys: [{ name: "laptop", lastUsedAt: null }] });
    expect((await auditOf(db, "passkey.add")).at(-1)).toMatchObject({ actor: { id: ada.id }, after: { name: "laptop" } });

    const answer = await byPasskey(ada.device);
    const session = await sessionOf(answer);
    expect(session?.user.id).toBe(ada.id);
    expect((await auditOf(db, "session.create")).at(-1)).toMatchObject({ outcome: "succeeded", after: { passkey: "laptop" } });
    const base = { db, now: () => new Date(), log: silentLog, requestId: "test", sessionId: session?.sessionId ?? "" };
    await expect(
      requireFreshFactor(userContext(base, { id: ada.id, name: "Ada" }), attempt, { effect: "allow", policies: [] }),
    ).resolves.toBeUndefined();
  });

  it("is asked for again before an approval, and confirms in this very session", async () => {
    const ada = await somebody();
    expect(await isFresh(ada)).toBe(true);
    await withPasskey(ada);
    expect(await isFresh(ada)).toBe(false);
    const question = await askToConfirm(ada.as(), signIn);
    const answer = ada.device.prove(question);
    await confirmByPasskey(ada.as(), signIn, answer);
    expect(await isFresh(ada)).toBe(true);
    await expect(confirmByPasskey(ada.as(), signIn, answer)).rejects.toMatchObject({ code: "TokenInvalid" });
  });

  it("is neither made nor removed without the password, by whoever finds a session open", async () => {
    const ada = await somebody();
    await expect(beginPasskey(ada.as(), signIn, { password: null })).rejects.toMatchObject({ code: "SecondFactorNeeded" });
    await expect(beginPasskey(ada.as(), signIn, { password: "wrong wrong wrong" })).rejects.toMatchObject({ code: "TokenInvalid" });
    expect((await auditOf(db, "passkey.add")).at(-1)).toMatchObject({ outcome: "refused" });
    const { id } = await withPasskey(ada);
    await expect(removePasskey(ada.as(), signIn, { id, password: null })).rejects.toMatchObject({ code: "SecondFactorNeeded" });
    await confirmByPasskey(ada.as(), signIn, ada.device.prove(await askToConfirm(ada.as(), signIn)));
    await removePasskey(ada.as(), signIn, { id, password: null });
    expect((await byPasskey(ada.device)).status).toBe(401);
  });

  it("is neither replaced nor taken away, nor is an authenticator or a provider put beside it, by who knows the password alone", async () => {
    const ada = await somebody();
    const { id } = await withPasskey(ada);
    const signedIn = await post("/sign-in/email", { email: ada.email, password: PASSWORD });
    const cookie = (signedIn.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    const session = await sessionOf(signedIn);
    const base = { db, now: () => new Date(), log: silentLog, requestId: "test", sessionId: session?.sessionId ?? "" };
    const thief = () => userContext(base, { id: ada.id, name: "Ada" });
    const needed = { code: "SecondFactorNeeded" };
    await expect(beginPasskey(thief(), signIn, { password: PASSWORD })).rejects.toMatchObject(needed);
    await expect(removePasskey(thief(), signIn, { id, password: PASSWORD })).rejects.toMatchObject(needed);
    for (const path of ["/two-factor/enable", "/two-factor/disable", "/oidc/connect/house"]) {
      const answer = await post(path, { password: PASSWORD }, cookie);
      expect([answer.status, await answer.json()], path).toMatchObject([403, needed]);
    }
    for (const action of ["passkey.add", "passkey.remove", "second-factor.enable", "second-factor.disable", "identity.connect"])
      expect((await auditOf(db, action)).at(-1), action).toMatchObject({ outcome: "refused", actor: { id: ada.id } });
    await confirmByPasskey(thief(), signIn, ada.device.prove(await askToConfirm(thief(), signIn)));
    expect((await post("/two-factor/enable", { password: PASSWORD }, cookie)).status).toBe(200);
  });

  it.each<[string, Quirks]>([
    ["for another site", { origin: "https://evil.example" }],
    ["for another host", { rpId: "evil.example" }],
    ["to a challenge that was never given", { challenge: "bm9uZQ" }],
    ["of a device that did not verify its holder", { isUserVerified: false }],
    ["with a counter that did not go on", { counter: 0 }],
  ])("lets nobody in by an answer %s", async (_, quirks) => {
    const ada = await somebody();
    await withPasskey(ada);
    expect((await byPasskey(ada.device)).status).toBe(200);
    expect((await byPasskey(ada.device, quirks)).status).toBe(401);
    expect((await auditOf(db, "session.create")).at(-1)).toMatchObject({ outcome: "refused", actor: { kind: "anonymous" } });
    expect((await byPasskey(ada.device)).status).toBe(200);
  });

  it("answers each challenge once, and none that was for something or somebody else", async () => {
    const [ada, eve] = [await somebody(), await somebody()];
    await withPasskey(ada);
    await withPasskey(eve);
    const question = (await (await post("/passkey/begin", {})).json()) as object;
    const answer = ada.device.prove(question);
    expect((await post("/passkey/finish", answer)).status).toBe(200);
    expect((await post("/passkey/finish", answer)).status).toBe(401);
    const toConfirm = await askToConfirm(ada.as(), signIn);
    expect((await post("/passkey/finish", ada.device.prove(toConfirm))).status).toBe(401);
    const ofEve = await askToConfirm(eve.as(), signIn);
    await expect(confirmByPasskey(ada.as(), signIn, eve.device.prove(ofEve))).rejects.toMatchObject({ code: "TokenInvalid" });
    await expect(confirmByPasskey(eve.as(), signIn, ada.device.prove(ofEve))).rejects.toMatchObject({ code: "TokenInvalid" });
  });

  it("of another is not removed, and one that is in use is not taken twice", async () => {
    const [ada, eve] = [await somebody(), await somebody()];
    const { id } = await withPasskey(ada);
    await expect(removePasskey(eve.as(), signIn, { id, password: PASSWORD })).rejects.toMatchObject({ code: "NotFound" });
    const question = await beginPasskey(eve.as(), signIn, { password: PASSWORD });
    await expect(addPasskey(eve.as(), signIn, { name: "stolen", answer: ada.device.make(question) })).rejects.toMatchObject({
      code: "AlreadyExists",
    });
  });

  it("signs in nobody who is disabled, and is taken away with the second factor by an admin", async () => {
    const [ada, eve] = [await somebody(), await somebody()];
    await withPasskey(ada);
    await withPasskey(eve);
    await disableUser(root.as(), { userId: ada.id, reason: "left the company" });
    expect((await byPasskey(ada.device)).status).toBe(403);
    expect(await db.prisma.session.count({ where: { userId: ada.id } })).toBe(0);
    await resetSecondFactor(root.as(), eve.id);
    expect((await byPasskey(eve.device)).status).toBe(401);
  });

  it("is for the console's name, localhost on this machine, and for no address that browsers refuse", () => {
    expect(relyingParty("http://127.0.0.1:7400")).toEqual({ id: "localhost", origin: "http://localhost:7400" });
    expect(relyingParty("https://holdfast.example.com")).toEqual({ id: "holdfast.example.com", origin: "https://holdfast.example.com" });
    for (const base of ["http://holdfast.example.com", "https://10.0.0.1", "https://[fd00::1]"]) expect(relyingParty(base)).toBeNull();
  });
});
