import { auditOf } from "@holdfast/testkit/audit-trail";
import { aPerson } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { v7 as uuid } from "uuid";
import { expect, it } from "vitest";
import type { ServiceContext } from "../context/service-context";
import { createApiToken } from "./create-api-token";
import { giveGrant } from "./give-grant";
import { inviteUser } from "./invite-user";
import { renewInvitation } from "./renew-invitation";
import { resetPassword } from "./reset-password";
import { resetSecondFactor } from "./reset-second-factor";

const db = suiteDatabase();

it("what makes a way in, or widens one, needs a second factor given minutes ago of the admin who has one: a session left open makes nobody an admin, and is on record", async () => {
  const grant = { role: "admin" as const, selector: {}, expiresAt: null };
  const [ada, otto] = [await aPerson(db, "ada", ["admin"]), await aPerson(db, "otto", ["viewer"])];
  const root = await aPerson(db, "root", ["admin"]);
  const { userId: invited } = await inviteUser(root.as(), { name: "iris", email: "iris@example.test", grant });
  await db.prisma.user.update({ where: { id: ada.id }, data: { twoFactorEnabled: true } });
  await db.prisma.user.update({ where: { id: otto.id }, data: { twoFactorEnabled: true } });
  const expiresAt = new Date(Date.now() + 3_600_000);
  const verbs: Record<string, (as: ServiceContext) => Promise<unknown>> = {
    "grant.give": (as) => giveGrant(as, { userId: otto.id, grant }),
    "user.invite": (as) => inviteUser(as, { name: "puppet", email: "puppet@example.test", grant }),
    "user.renew-invitation": (as) => renewInvitation(as, invited),
    "second-factor.reset": (as) => resetSecondFactor(as, otto.id),
    "password.reset": (as) => resetPassword(as, otto.id),
    "api-token.create": (as) => createApiToken(as, { name: "kept", permissions: ["fleet:read"], selector: {}, expiresAt }),
  };
  const session = { id: uuid(), token: uuid(), userId: ada.id, expiresAt, createdAt: new Date(), updatedAt: new Date() };
  await db.prisma.session.create({ data: session });
  const inSession = () => ({ ...ada.as(), sessionId: session.id });
  for (const [action, verb] of Object.entries(verbs)) {
    await expect(verb(inSession()), action).rejects.toMatchObject({ code: "SecondFactorNeeded" });
    expect((await auditOf(db, action)).at(-1), action).toMatchObject({ outcome: "refused", actor: { id: ada.id } });
  }
  await db.prisma.session.update({ where: { id: session.id }, data: { secondFactorAt: new Date() } });
  for (const [action, verb] of Object.entries(verbs)) {
    await verb(inSession());
    expect((await auditOf(db, action)).at(-1), action).toMatchObject({ outcome: "succeeded", actor: { id: ada.id } });
  }
});
