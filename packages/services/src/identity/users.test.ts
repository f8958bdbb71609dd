import { ListUsers } from "@holdfast/contracts/identity";
import { aSealer } from "@holdfast/testkit/a-sealer";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { silentLog } from "@holdfast/testkit/silent-log";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { v7 as uuid } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { createSignIn, type SignIn } from "../sign-in/sign-in";
import { acceptInvitation, lookAtInvitation } from "./accept-invitation";
import { disableUser } from "./disable-user";
import { enableUser } from "./enable-user";
import { endGrant } from "./end-grant";
import { getUser } from "./get-user";
import { giveGrant } from "./give-grant";
import { inviteUser } from "./invite-user";
import { listUsers } from "./list-users";
import { renewInvitation } from "./renew-invitation";
import { resetPassword } from "./reset-password";

const db = suiteDatabase();
const BASE = "http://127.0.0.1:7400";
const PASSWORD = "correct horse battery";
const CHINA = { matchLabels: { "holdfast.dev/region": "cn-hangzhou" } };
let signIn: SignIn;
let root: Person;
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
  root = await aPerson(db, "root", ["admin"]);
});

const signInAs = async (email: string, password: string) => {
  const response = await signIn.handle(
    new Request(`${BASE}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: BASE, "x-forwarded-for": "127.0.0.1" },
      body: JSON.stringify({ email, password }),
    }),
  );
  return { status: response.status, headers: new Headers({ cookie: (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "" }) };
};
const invite = (name: string) =>
  inviteUser(root.as(), { name, email: `${name}@example.test`, grant: { role: "operator", selector: CHINA, expiresAt: null } });
const pages = async (input: Partial<ListUsers>) => {
  const names: string[] = [];
  for (let cursor: string | null = null, first = true; first || cursor !== null; first = false) {
    const page = await listUsers(root.as(), ListUsers.parse({ limit: 2, ...input, cursor }));
    names.push(...page.rows.map((row) => row.name));
    cursor = page.nextCursor;
  }
  return names;
};

describe("an invitation", () => {
  it("lets its owner in once, and neither the store nor the trail holds its secret", async () => {
    const { token, userId } = await invite("ina");
    expect(await getUser(root.as(), userId)).toMatchObject({ state: "invited", lastSignInAt: null, grants: [{ role: "operator" }] });
    expect((await signInAs("ina@example.test", PASSWORD)).status).toBe(401);

    expect(await lookAtInvitation(theSystem(db), token)).toEqual({ name: "ina", email: "ina@example.test" });
    const both = await Promise.allSettled([1, 2].map(() => acceptInvitation(theSystem(db), signIn, token, PASSWORD)));
    expect(both.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(acceptInvitation(theSystem(db), signIn, token, "another password")).rejects.toMatchObject({ code: "TokenUsed" });

    expect((await signInAs("ina@example.test", PASSWORD)).status).toBe(200);
    expect(await getUser(root.as(), userId)).toMatchObject({ state: "active", lastSignInAt: expect.any(Date) });
    const kept = JSON.stringify([await db.prisma.invitation.findMany(), await auditOf(db, "user.invite")]);
    expect(kept).not.toContain(token);
    expect((await auditOf(db, "user.accept-invitation")).map((entry) => entry.outcome)).toEqual(["succeeded", "refused"]);
  });

  it("ends when a newer one is made, when it is a day old, and for who has a password", async () => {
    const first = await invite("ivo");
    const second = await renewInvitation(root.as(), first.userId);
    await expect(lookAtInvitation(theSystem(db), first.token)).rejects.toMatchObject({ code: "TokenInvalid" });
    const tomorrow = () => new Date(Date.now() + 24 * 3_600_000 + 1000);
    await expect(lookAtInvitation(theSystem(db, tomorrow), second.token)).rejects.toMatchObject({ code: "TokenExpired" });
    await acceptInvitation(theSystem(db), signIn, second.token, PASSWORD);
    await expect(renewInvitation(root.as(), first.userId)).rejects.toMatchObject({ code: "WrongPhase" });
  });

  it("is the way back for who forgot the password: the old one ends with all sessions, and a new one is chosen by the link", async () => {
    const { token, userId } = await invite("fay");
    await acceptInvitation(theSystem(db), signIn, token, PASSWORD);
    const { headers } = await signInAs("fay@example.test", PASSWORD);
    const link = await resetPassword(root.as(), userId);
    expect(await signIn.sessionOf(headers)).toBeNull();
    expect((await signInAs("fay@example.test", PASSWORD)).status).toBe(401);
    expect(await getUser(root.as(), userId)).toMatchObject({ state: "invited", grants: [{ role: "operator" }] });
    await acceptInvitation(theSystem(db), signIn, link.token, "another password of fay");
    expect((await signInAs("fay@example.test", "another password of fay")).status).toBe(200);

    const vera = await aPerson(db, "vera-reset", ["viewer"]);
    await expect(resetPassword(vera.as(), userId)).rejects.toMatchObject({ code: "Forbidden" });
    await expect(resetPassword(root.as(), root.id)).rejects.toMatchObject({ code: "GateRefused" });
    const trail = await auditOf(db, "password.reset");
    expect(trail.map(({ outcome }) => outcome)).toEqual(["succeeded", "refused", "refused"]);
    expect(JSON.stringify(trail)).not.toContain(link.token);
  });

  it("gives a password to who comes by an identity provider alone, who has none to reset", async () => {
    const pia = await aPerson(db, "pia", ["viewer"]);
    await db.prisma.account.updateMany({ where: { userId: pia.id }, data: { providerId: "oidc:corp", password: null } });
    const { allowed, state } = await getUser(root.as(), pia.id);
    expect([state, allowed.invite.isMet, allowed.resetPassword.isMet]).toEqual(["active", true, false]);
    await expect(resetPassword(root.as(), pia.id)).rejects.toMatchObject({ message: expect.stringContaining("no password yet") });
    const { token } = await renewInvitation(root.as(), pia.id);
    await acceptInvitation(theSystem(db), signIn, token, PASSWORD);
    const { email } = await db.prisma.user.findUniqueOrThrow({ where: { id: pia.id } });
    expect((await signInAs(email.toLowerCase(), PASSWORD)).status).toBe(200);
    expect(await db.prisma.account.count({ where: { userId: pia.id, providerId: "oidc:corp" } })).toBe(1);
    await expect(renewInvitation(root.as(), pia.id)).rejects.toMatchObject({ message: expect.stringContaining("has a password already") });

    await db.prisma.account.updateMany({ where: { userId: root.id }, data: { password: null } });
    await expect(renewInvitation(root.as(), root.id)).rejects.toMatchObject({ code: "GateRefused" });
    await db.prisma.account.updateMany({ where: { userId: root.id }, data: { password: "unusable" } });
  });

  it("is refused to who is no admin of the whole fleet, for an address in use, and for a grant that is over", async () => {
    const partly = await aPerson(db, "partly", ["admin"], CHINA);
    const grant = { role: "admin", selector: {}, expiresAt: null } as const;
    await expect(inviteUser(partly.as(), { name: "X", email: "x@example.test", grant })).rejects.toMatchObject({ code: "Forbidden" });
    expect((await auditOf(db, "user.invite")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: partly.id } });
    await expect(invite("ina")).rejects.toMatchObject({ code: "AlreadyExists" });
    const over = { ...grant, expiresAt: new Date(Date.now() - 1) };
    await expect(inviteUser(root.as(), { name: "X", email: "x@example.test", grant: over })).rejects.toMatchObject({
      code: "InvalidInput",
    });
    expect(await db.prisma.user.count({ where: { email: "x@example.test" } })).toBe(0);
  });
});

describe("a disabled account", () => {
  it("loses its sessions and invitations in the same moment, and comes back without them", async () => {
    const { token, userId } = await invite("dora");
    await acceptInvitation(theSystem(db), signIn, token, PASSWORD);
    const { headers } = await signInAs("dora@example.test", PASSWORD);
    expect(await signIn.sessionOf(headers)).not.toBeNull();

    await disableUser(root.as(), { userId, reason: "left the company" });
    expect(await signIn.sessionOf(headers)).toBeNull();
    expect((await signInAs("dora@example.test", PASSWORD)).status).not.toBe(200);
    expect((await auditOf(db, "user.disable")).at(-1)).toMatchObject({
      reason: "left the company",
      before: { disabledAt: null, sessions: 1 },
      after: { disabledAt: expect.any(String), sessions: 0 },
      decision: { effect: "allow", policies: ["admin-may"] },
    });

    await enableUser(root.as(), userId);
    expect(await signIn.sessionOf(headers)).toBeNull();
    expect((await signInAs("dora@example.test", PASSWORD)).status).toBe(200);
  });

  it("is never one's own, and never that of the last admin, whoever asks at the same time", async () => {
    await expect(disableUser(root.as(), { userId: root.id, reason: "by mistake" })).rejects.toMatchObject({ code: "GateRefused" });
    expect((await auditOf(db, "user.disable")).at(-1)).toMatchObject({ outcome: "refused" });
    const second = await aPerson(db, "second", ["admin"]);
    const each = await Promise.allSettled([
      disableUser(root.as(), { userId: second.id, reason: "at once" }),
      disableUser(second.as(), { userId: root.id, reason: "at once" }),
    ]);
    expect(each.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    await db.prisma.user.updateMany({ where: { id: root.id }, data: { disabledAt: null } });
    await db.prisma.user.updateMany({ where: { id: second.id }, data: { disabledAt: new Date() } });
  });
});

describe("a grant", () => {
  it("is given and ended with what somebody held before and after", async () => {
    const gil = await aPerson(db, "gil", ["viewer"]);
    const grant = { role: "operator", selector: CHINA, expiresAt: null } as const;
    const { id } = await giveGrant(root.as(), { userId: gil.id, grant });
    await expect(giveGrant(root.as(), { userId: gil.id, grant })).rejects.toMatchObject({ code: "AlreadyExists" });
    const viewer = { role: "viewer", selector: {}, expiresAt: null };
    expect((await auditOf(db, "grant.give")).at(-1)).toMatchObject({
      target: { kind: "user", id: gil.id },
      before: { grants: [viewer] },
      after: { grants: [viewer, grant] },
    });
    await endGrant(root.as(), id);
    expect((await auditOf(db, "grant.end")).at(-1)).toMatchObject({ before: { grants: [viewer, grant] }, after: { grants: [viewer] } });
    expect((await getUser(root.as(), gil.id)).grants.map((each) => each.role)).toEqual(["viewer"]);
    await expect(endGrant(root.as(), id)).rejects.toMatchObject({ code: "NotFound" });
  });

  it("is given by nobody to themselves, and by no viewer to anybody; both are on record", async () => {
    const vera = await aPerson(db, "vera", ["viewer"]);
    const grant = { role: "approver", selector: {}, expiresAt: null } as const;
    await expect(giveGrant(root.as(), { userId: root.id, grant })).rejects.toMatchObject({ code: "Forbidden" });
    await expect(giveGrant(vera.as(), { userId: vera.id, grant })).rejects.toMatchObject({ code: "Forbidden" });
    expect((await auditOf(db, "grant.give")).slice(-2).map(({ outcome, actor }) => [outcome, actor.id])).toEqual([
      ["refused", root.id],
      ["refused", vera.id],
    ]);
    const { allowed } = await getUser(vera.as(), root.id);
    expect([allowed.grant.isMet, allowed.disable.isMet]).toEqual([false, false]);
  });

  it("that makes the last admin stays; an admin who expires or was only invited is none", async () => {
    const [mine] = (await getUser(root.as(), root.id)).grants;
    if (!mine) throw new Error("root holds a grant");
    const soon = { role: "admin", selector: {}, expiresAt: new Date(Date.now() + 3_600_000) } as const;
    await aPerson(db, "guest", []).then((guest) => giveGrant(root.as(), { userId: guest.id, grant: soon }));
    await inviteUser(root.as(), { name: "Later", email: "later@example.test", grant: { ...soon, expiresAt: null } });
    await aPerson(db, "china", ["admin"], CHINA);
    expect(mine.canEnd).toMatchObject({ isMet: false, phrase: { code: "LastAdminStays" } });
    await expect(endGrant(root.as(), mine.id)).rejects.toMatchObject({ code: "GateRefused" });
    expect((await auditOf(db, "grant.end")).at(-1)).toMatchObject({ outcome: "refused" });

    const heir = await aPerson(db, "heir", ["admin"]);
    expect((await getUser(root.as(), root.id)).grants[0]?.canEnd.isMet).toBe(true);
    await db.prisma.user.update({ where: { id: heir.id }, data: { disabledAt: new Date() } });
    expect((await getUser(root.as(), root.id)).grants[0]?.canEnd.isMet).toBe(false);
  });
});

describe("the list of users", () => {
  it("shows each once, page by page, in any order, and narrows by name, state and role", async () => {
    const names = (await db.prisma.user.findMany({ select: { name: true } })).map((user) => user.name);
    for (const sort of ["name", "email", "created"] as const)
      for (const direction of ["asc", "desc"] as const) expect((await pages({ sort, direction })).sort()).toEqual([...names].sort());
    expect(await pages({ sort: "name" })).toEqual([...names].sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase(), "en")));
    expect(await pages({ text: "IN" })).toEqual(expect.arrayContaining(["ina", "china"]));
    expect(await pages({ states: ["invited"] })).toEqual(["Later"]);
    expect(await pages({ roles: ["operator"], text: "gil" })).toEqual([]);
    expect(await pages({ text: "100%" })).toEqual([]);
  });

  it("tells a foreign cursor from one of its own", async () => {
    await expect(listUsers(root.as(), ListUsers.parse({ cursor: "x" }))).rejects.toMatchObject({ code: "InvalidInput" });
  });

  it("is refused to somebody whose role is on some clusters only", async () => {
    const near = await aPerson(db, `near-${uuid().slice(-4)}`, ["viewer"], CHINA);
    await expect(listUsers(near.as(), ListUsers.parse({}))).rejects.toMatchObject({ code: "Forbidden" });
    await expect(getUser(near.as(), root.id)).rejects.toMatchObject({ code: "Forbidden" });
  });
});
