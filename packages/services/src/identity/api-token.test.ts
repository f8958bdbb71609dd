import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { silentLog } from "@holdfast/testkit/silent-log";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { authorise } from "../access/authorise";
import { visibleClusters } from "../access/visible-clusters";
import { bearerContext, findBearer } from "./bearer";
import { createApiToken } from "./create-api-token";
import { listApiTokens } from "./list-api-tokens";
import { revokeApiToken } from "./revoke-api-token";

const db = suiteDatabase();
const now = () => new Date();
const PAY = { matchLabels: { team: "pay" } };
const DR = { matchLabels: { "holdfast.dev/environment": "dr" } };
let olga: Person;
beforeAll(async () => {
  await aCluster(db, "pay-prod", { environment: "production", labels: { team: "pay" } });
  await aCluster(db, "pay-dr", { environment: "dr", labels: { team: "pay" } });
  await aCluster(db, "core-dr", { environment: "dr", labels: { team: "core" } });
  olga = await aPerson(db, "Olga", ["operator"]);
});

let made = 0;
const make = (person: Person, more: Partial<Parameters<typeof createApiToken>[1]> = {}) =>
  createApiToken(person.as(), {
    name: `token-${++made}`,
    permissions: ["fleet:read", "object:operate"],
    selector: {},
    expiresAt: new Date(Date.now() + 3_600_000),
    ...more,
  });
const using = async (token: string) => {
  const bearer = await findBearer({ db, now }, token);
  return bearer && bearerContext({ db, now, log: silentLog, requestId: "test" }, bearer);
};
const seen = async (token: string) => {
  const ctx = await using(token);
  return ctx && (await visibleClusters(ctx, "fleet:read")).map((cluster) => cluster.name);
};
const target = { kind: "test", id: "test", name: "test", clusterId: null };

describe("an API token", () => {
  it("may what it was made for, on its clusters that are its owner's too, and nothing else", async () => {
    const partly = await aPerson(db, "Paul", ["operator"], PAY);
    const { token } = await make(partly, { selector: DR });
    expect(await seen(token)).toEqual(["pay-dr"]);
    const ctx = await using(token);
    if (!ctx) throw new Error("the token is good");
    const [cluster] = await visibleClusters(ctx, "fleet:read");
    if (!cluster) throw new Error("it sees one cluster");
    await authorise(ctx, { permission: "object:operate", action: "test", target, clusters: [cluster] });
    await expect(authorise(ctx, { permission: "object:edit", action: "test", target, clusters: [cluster] })).rejects.toMatchObject({
      code: "Forbidden",
    });
    expect((await auditOf(db, "test")).at(-1)).toMatchObject({
      outcome: "refused",
      actor: { kind: "user", id: partly.id, name: expect.stringMatching(/^Paul via token-/) },
      decision: { effect: "deny", policies: ["token-stays-in-its-scope"] },
    });
  });

  it("loses at once what its owner loses", async () => {
    const gil = await aPerson(db, "Gil", ["operator"]);
    const { token } = await make(gil);
    expect(await seen(token)).toHaveLength(3);
    await db.prisma.grant.updateMany({ where: { userId: gil.id }, data: { selector: PAY } });
    expect(await seen(token)).toEqual(["pay-dr", "pay-prod"]);
    await db.prisma.user.update({ where: { id: gil.id }, data: { disabledAt: now() } });
    expect(await seen(token)).toBeNull();
  });

  it("is kept as a hash only, is listed without its secret, and says when it was used last", async () => {
    const { token, id } = await make(olga);
    expect(token).toMatch(/^hfp_[\w-]{43}$/);
    const list = async () =>
      (await listApiTokens(olga.as(), { userId: olga.id, cursor: null, limit: 50 })).rows.find((row) => row.id === id);
    expect((await list())?.lastUsedAt).toBeNull();
    await using(token);
    expect(await list()).toMatchObject({ start: token.slice(0, 8), lastUsedAt: expect.any(Date) });
    const kept = JSON.stringify([await db.prisma.apiToken.findMany(), await auditOf(db, "api-token.create"), await list()]);
    expect(kept).not.toContain(token.slice(0, 20));
  });

  it("is never wider than its owner, never for what people decide, and never good for more than 90 days; refusals are on record", async () => {
    await expect(make(olga, { permissions: ["cluster:register"] })).rejects.toMatchObject({ code: "Forbidden" });
    expect((await auditOf(db, "api-token.create")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: olga.id } });
    const root = await aPerson(db, "Root", ["admin"]);
    for (const permission of ["access:manage", "self:manage", "failover:approve", "policy:approve"] as const)
      await expect(make(root, { permissions: [permission] })).rejects.toMatchObject({ code: "Forbidden" });
    const days = (count: number) => new Date(Date.now() + count * 86_400_000);
    await expect(make(olga, { expiresAt: days(91) })).rejects.toMatchObject({ code: "InvalidInput" });
    await expect(make(olga, { expiresAt: days(-1) })).rejects.toMatchObject({ code: "InvalidInput" });
    await make(olga, { expiresAt: days(89), name: "long" });
    await expect(make(olga, { name: "long" })).rejects.toMatchObject({ code: "AlreadyExists" });
  });

  it("ends when it expires or is revoked by its owner or an admin, and by nobody else", async () => {
    const { token, id } = await make(olga);
    const other = await aPerson(db, "Other", ["operator"]);
    await expect(revokeApiToken(other.as(), id, other.id)).rejects.toMatchObject({ code: "NotFound" });
    await expect(revokeApiToken(other.as(), id, olga.id)).rejects.toMatchObject({ code: "Forbidden" });
    await expect(listApiTokens(other.as(), { userId: olga.id, cursor: null, limit: 5 })).rejects.toMatchObject({ code: "Forbidden" });
    const later = () => new Date(Date.now() + 3_600_001);
    expect(await findBearer({ db, now: later }, token)).toBeNull();
    expect(await seen(token)).not.toBeNull();
    await revokeApiToken((await aPerson(db, "Admin", ["admin"])).as(), id, olga.id);
    expect(await seen(token)).toBeNull();
    expect((await auditOf(db, "api-token.revoke")).at(-1)).toMatchObject({ outcome: "succeeded", before: { owner: olga.id } });
    await expect(revokeApiToken(olga.as(), id, olga.id)).rejects.toMatchObject({ code: "NotFound" });
    expect(await seen("hfp_nobody")).toBeNull();
  });
});
