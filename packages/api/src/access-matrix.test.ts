import { UserRole } from "@holdfast/contracts/roles";
import { aPlatform } from "@holdfast/testkit/a-platform";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Platform } from "./platform";
import type { RequestContext } from "./request-context";
import { appRouter } from "./router";

const db = suiteDatabase();
let platform: Platform;
beforeAll(async () => {
  platform = await aPlatform(db);
  await aCluster(db, "prod", { environment: "production" });
});
afterAll(() => platform.wakes.close());

const paths = Object.keys(appRouter._def.procedures as object).sort();

const contextOf = (user: { id: string; name: string } | null): RequestContext => ({
  platform,
  headers: new Headers(),
  requestId: "test",
  session: user && { sessionId: "s", expiresAt: new Date(Date.now() + 60_000), user: { ...user, email: "x@example.test" } },
});

/** Whether the door opens: what lies behind it may still refuse the empty input. */
async function passes(path: string, user: { id: string; name: string } | null): Promise<boolean> {
  const caller = appRouter.createCaller(contextOf(user)) as unknown as Record<
    string,
    Record<string, (input?: unknown) => Promise<unknown>>
  >;
  const [noun, verb] = path.split(".") as [string, string];
  try {
    await caller[noun]?.[verb]?.(undefined);
    return true;
  } catch (cause) {
    if (!(cause instanceof TRPCError)) throw cause;
    return cause.code !== "UNAUTHORIZED" && cause.code !== "FORBIDDEN";
  }
}

describe("every procedure", () => {
  it("opens for exactly the roles of the checked-in matrix", async () => {
    const people = await Promise.all(UserRole.options.map(async (role) => ({ role, person: await aPerson(db, role, [role]) })));
    const matrix: Record<string, string> = {};
    for (const path of paths) {
      const open = [];
      for (const { role, person } of people) if (await passes(path, person)) open.push(role);
      matrix[path] = open.join(" ");
    }
    expect(matrix).toMatchInlineSnapshot(`
      {
        "access.whatCan": "viewer operator approver admin",
        "access.whoCan": "viewer operator approver admin",
        "approval.list": "viewer operator approver admin",
        "audit.actions": "viewer operator approver admin",
        "audit.list": "viewer operator approver admin",
        "audit.verify": "viewer operator approver admin",
        "case.course": "viewer operator approver admin",
        "case.evaluate": "operator admin",
        "case.list": "viewer operator approver admin",
        "cluster.agent": "viewer operator approver admin",
        "cluster.edit": "admin",
        "cluster.get": "viewer operator approver admin",
        "cluster.issueToken": "admin",
        "cluster.list": "viewer operator approver admin",
        "cluster.page": "viewer operator approver admin",
        "cluster.register": "admin",
        "cluster.revoke": "admin",
        "compare.clusters": "viewer operator approver admin",
        "component.list": "viewer operator approver admin",
        "component.ofCluster": "viewer operator approver admin",
        "demo.control": "operator admin",
        "demo.state": "operator admin",
        "failover.decide": "approver admin",
        "failover.get": "viewer operator approver admin",
        "failover.list": "viewer operator approver admin",
        "failover.operate": "operator admin",
        "failover.request": "operator admin",
        "fleet.overview": "viewer operator approver admin",
        "history.asOf": "viewer operator approver admin",
        "history.get": "viewer operator approver admin",
        "history.list": "viewer operator approver admin",
        "history.object": "viewer operator approver admin",
        "grant.end": "admin",
        "grant.give": "admin",
        "inventory.counts": "viewer operator approver admin",
        "inventory.get": "viewer operator approver admin",
        "inventory.list": "viewer operator approver admin",
        "object.cordon": "operator admin",
        "object.delete": "operator admin",
        "object.edit": "operator admin",
        "object.live": "viewer operator approver admin",
        "object.orders": "viewer operator approver admin",
        "object.previewEdit": "operator admin",
        "object.restart": "operator admin",
        "object.scale": "operator admin",
        "object.tree": "viewer operator approver admin",
        "object.verbs": "viewer operator approver admin",
        "plan.check": "operator admin",
        "plan.get": "viewer operator approver admin",
        "plan.list": "viewer operator approver admin",
        "plan.save": "operator admin",
        "policy.decide": "approver admin",
        "policy.get": "viewer operator approver admin",
        "policy.halt": "operator admin",
        "policy.list": "viewer operator approver admin",
        "policy.place": "viewer operator approver admin",
        "policy.preview": "operator admin",
        "policy.push": "operator admin",
        "policy.rollBack": "operator admin",
        "policy.rollout": "viewer operator approver admin",
        "policy.rollouts": "viewer operator approver admin",
        "policy.save": "operator admin",
        "search.complete": "viewer operator approver admin",
        "search.edit": "viewer operator approver admin",
        "search.facets": "viewer operator approver admin",
        "search.find": "viewer operator approver admin",
        "search.remove": "viewer operator approver admin",
        "search.save": "viewer operator approver admin",
        "search.saved": "viewer operator approver admin",
        "self.me": "viewer operator approver admin",
        "session.end": "viewer operator approver admin",
        "session.list": "viewer operator approver admin",
        "signals.golden": "viewer operator approver admin",
        "signals.logs": "viewer operator approver admin",
        "signals.services": "viewer operator approver admin",
        "signals.trace": "viewer operator approver admin",
        "signals.traceServices": "viewer operator approver admin",
        "signals.traces": "viewer operator approver admin",
        "stream.events": "viewer operator approver admin",
        "user.disable": "admin",
        "user.enable": "admin",
        "user.endSessions": "admin",
        "user.get": "viewer operator approver admin",
        "user.invite": "admin",
        "user.list": "viewer operator approver admin",
        "user.renewInvitation": "admin",
        "user.sessions": "admin",
      }
    `);
  });

  it("is shut to nobody, to somebody without a role, and to a disabled admin", async () => {
    const stranger = await aPerson(db, "stranger", []);
    const gone = await aPerson(db, "gone", ["admin"]);
    await db.prisma.user.update({ where: { id: gone.id }, data: { disabledAt: new Date() } });
    for (const path of paths)
      for (const user of [null, stranger, gone]) expect(await passes(path, user), `${path} for ${user?.name ?? "nobody"}`).toBe(false);
  });

  it("is shut to somebody whose grant has expired or was revoked", async () => {
    const expired = await aPerson(db, "expired", ["admin"]);
    await db.prisma.grant.updateMany({ where: { userId: expired.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    const revoked = await aPerson(db, "revoked", ["admin"]);
    await db.prisma.grant.updateMany({ where: { userId: revoked.id }, data: { revokedAt: new Date() } });
    for (const path of paths)
      for (const user of [expired, revoked]) expect(await passes(path, user), `${path} for ${user.name}`).toBe(false);
  });

  it("that concerns the whole fleet is shut to somebody whose role is on some clusters only", async () => {
    const partly = await aPerson(db, "partly", ["admin"], { matchLabels: { team: "pay" } });
    for (const path of ["audit.list", "audit.verify", "cluster.register", "policy.save", "case.evaluate", "demo.control"])
      expect(await passes(path, partly), path).toBe(false);
  });

  it("puts a refusal on record", async () => {
    const viewer = await aPerson(db, "vera", ["viewer"]);
    await passes("failover.request", viewer);
    expect((await auditOf(db, "failover.request")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: viewer.id } });
  });
});
