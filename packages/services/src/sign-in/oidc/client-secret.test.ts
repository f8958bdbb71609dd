import { aSealer } from "@holdfast/testkit/a-sealer";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { symmetricEncrypt } from "better-auth/crypto";
import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { openClientSecret } from "./client-secret";

const db = suiteDatabase();
const KEY = "s".repeat(32);
const keys = { db, secret: KEY, sealer: aSealer() };

async function aProvider(clientSecret: (id: string) => string) {
  const id = uuid();
  const at = new Date();
  const about = { key: `key-${id}`, name: "Dex", issuer: "https://dex.example.test", clientId: "holdfast", scopes: ["openid"] };
  const rules = { groupsClaim: "groups", emailDomains: [], admitsNew: false, mappings: [], isEnabled: true };
  return db.prisma.identityProvider.create({
    data: { id, ...about, ...rules, clientSecret: clientSecret(id), createdAt: at, updatedAt: at },
  });
}
const keptOf = (id: string) => db.prisma.identityProvider.findUniqueOrThrow({ where: { id } });

describe("the secret of a provider's client", () => {
  it("of an earlier release is read, and sealed like every other secret from then on", async () => {
    const before = await symmetricEncrypt({ key: KEY, data: "hunter2" });
    const row = await aProvider(() => before);
    // Two consoles that begin at once.
    expect(await Promise.all([openClientSecret(keys, row), openClientSecret(keys, row)])).toEqual(["hunter2", "hunter2"]);
    const kept = await keptOf(row.id);
    expect(kept).toMatchObject({ version: row.version, clientSecret: expect.stringMatching(/^v1[.]/) });
    expect(await openClientSecret(keys, kept)).toBe("hunter2");
    expect((await keptOf(row.id)).clientSecret).toBe(kept.clientSecret);
  });

  it("opens neither with other keys nor for another provider, and says what to do", async () => {
    const row = await aProvider((id) => keys.sealer.seal("hunter2", id));
    const other = await aProvider(() => row.clientSecret);
    await expect(openClientSecret({ ...keys, sealer: aSealer() }, row)).rejects.toThrow("give it again");
    await expect(openClientSecret(keys, other)).rejects.toThrow("give it again");
    const old = await aProvider(() => "00".repeat(40));
    await expect(openClientSecret(keys, old)).rejects.toThrow();
    expect((await keptOf(old.id)).clientSecret).toBe(old.clientSecret);
  });
});
