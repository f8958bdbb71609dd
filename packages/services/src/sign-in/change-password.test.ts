import { UserId } from "@holdfast/contracts/ids";
import { ChangePassword } from "@holdfast/contracts/session";
import { aSealer } from "@holdfast/testkit/a-sealer";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { theSystem } from "@holdfast/testkit/people";
import { silentLog } from "@holdfast/testkit/silent-log";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeEach, describe, expect, it } from "vitest";
import { userContext } from "../context/user-context";
import { changePassword } from "./change-password";
import { createUser } from "./create-user";
import { createSignIn } from "./sign-in";

const db = suiteDatabase();
const BASE = "http://127.0.0.1:7400";
const OLD = "correct horse battery";
const NEW = "another horse entirely";
const signIn = () =>
  createSignIn({ db, now: () => new Date(), log: silentLog, baseUrl: BASE, origins: [BASE], secret: "s".repeat(32), sealer: aSealer() });
let email = "";
let userId: UserId;
let calls = 0;

const enter = async (password: string) => {
  const response = await signIn().handle(
    new Request(`${BASE}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: BASE, "x-forwarded-for": `127.0.3.${++calls}` },
      body: JSON.stringify({ email, password }),
    }),
  );
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const session = await signIn().sessionOf(new Headers({ cookie }));
  return { status: response.status, cookie, sessionId: session?.sessionId ?? "" };
};
const as = (sessionId: string) =>
  userContext({ db, now: () => new Date(), log: silentLog, requestId: "test", sessionId }, { id: userId, name: "Ada" });
const change = (sessionId: string, current: string, next: string) => changePassword(as(sessionId), signIn(), { current, next });

beforeEach(async () => {
  email = `ada-${calls}@example.test`;
  const { id } = await createUser(theSystem(db), signIn(), { name: "Ada", email, password: OLD }, { role: "viewer", selector: {} });
  userId = UserId.parse(id);
});

describe("a password", () => {
  it("is changed by who knows it: the new one lets in, the old one does not, and every other session ends", async () => {
    const [here, there] = [await enter(OLD), await enter(OLD)];
    expect(await change(here.sessionId, OLD, NEW)).toEqual({ ended: 1 });
    expect(await signIn().sessionOf(new Headers({ cookie: there.cookie }))).toBeNull();
    expect(await signIn().sessionOf(new Headers({ cookie: here.cookie }))).not.toBeNull();
    expect([(await enter(OLD)).status, (await enter(NEW)).status]).toEqual([401, 200]);
    const entry = (await auditOf(db, "password.change")).at(-1);
    expect(entry).toMatchObject({ outcome: "succeeded", actor: { id: userId }, before: { otherSessions: 1 } });
    expect(JSON.stringify(entry)).not.toContain("horse");
  });

  it("is not changed by who does not know it: that is on record, and guessing has to wait after five times", async () => {
    const { sessionId } = await enter(OLD);
    for (let i = 0; i < 5; i++) await expect(change(sessionId, "a wrong guess at it", NEW)).rejects.toMatchObject({ code: "TokenInvalid" });
    await expect(change(sessionId, OLD, NEW)).rejects.toMatchObject({ code: "TooManyRequests" });
    expect(
      (await auditOf(db, "password.change")).filter(({ outcome, actor }) => outcome === "refused" && actor.id === userId),
    ).toHaveLength(6);
    expect((await enter(OLD)).status).toBe(200);
  });

  it("is one of at least twelve characters, and another than before", async () => {
    const { sessionId } = await enter(OLD);
    expect(ChangePassword.safeParse({ current: OLD, next: "too short" }).error?.issues[0]).toMatchObject({ path: ["next"] });
    await expect(change(sessionId, OLD, OLD)).rejects.toMatchObject({ code: "InvalidInput" });
  });

  it("that two change at once is the one's who was first", async () => {
    const { sessionId } = await enter(OLD);
    const [first, second] = await Promise.allSettled([change(sessionId, OLD, NEW), change(sessionId, OLD, `${NEW}!`)]);
    expect([first.status, second.status].sort()).toEqual(["fulfilled", "rejected"]);
    expect((await enter(first.status === "fulfilled" ? NEW : `${NEW}!`)).status).toBe(200);
  });
});
