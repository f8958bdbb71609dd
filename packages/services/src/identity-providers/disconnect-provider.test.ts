import { ProviderId } from "@holdfast/contracts/identity-provider";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aPerson } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { v7 as uuid } from "uuid";
import { expect, it } from "vitest";
import { providerAccount } from "../sign-in/oidc/admit-person";
import { disconnectProvider } from "./disconnect-provider";

const db = suiteDatabase();

it("a provider that is disconnected lets nobody stay who came by it elsewhere; who disconnects it stays", async () => {
  const lena = await aPerson(db, "lena", ["viewer"]);
  const id = ProviderId.parse(uuid());
  await db.prisma.account.create({ data: { id: uuid(), userId: lena.id, providerId: providerAccount({ id }), accountId: "lena" } });
  const expiresAt = new Date(Date.now() + 3_600_000);
  const aSession = async (providerId: string | null) =>
    (await db.prisma.session.create({ data: { id: uuid(), token: uuid(), userId: lena.id, expiresAt, providerId, updatedAt: new Date() } }))
      .id;
  const [own, elsewhere, byPassword] = [await aSession(id), await aSession(id), await aSession(null)];
  await disconnectProvider({ ...lena.as(), sessionId: own }, id);
  const left = (await db.prisma.session.findMany({ where: { userId: lena.id } })).map((session) => session.id);
  expect(left.sort()).toEqual([own, byPassword].sort());
  expect(left).not.toContain(elsewhere);
  expect((await auditOf(db, "identity.disconnect")).at(-1)).toMatchObject({ outcome: "succeeded", after: { endedSessions: 1 } });
});
