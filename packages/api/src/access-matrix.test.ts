import { isForTokens } from "@holdfast/contracts/permissions";
import { UserRole } from "@holdfast/contracts/roles";
import type { ClusterSelector } from "@holdfast/contracts/selector";
import { whoAmI } from "@holdfast/services/access/who-am-i";
import { issueEnrolmentToken } from "@holdfast/services/clusters/issue-enrolment-token";
import { findBearer } from "@holdfast/services/identity/bearer";
import { createApiToken } from "@holdfast/services/identity/create-api-token";
import { revokeApiToken } from "@holdfast/services/identity/revoke-api-token";
import { aPlatform, TEST_ORIGIN } from "@holdfast/testkit/a-platform";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { handleTrpc } from "./http/handle-trpc";
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

type User = { readonly id: string; readonly name: string };

const nobody = (): RequestContext => ({ platform, headers: new Headers(), requestId: "test", session: null, bearer: null });
const signedIn = (user: User): RequestContext => ({
  ...nobody(),
  session: { sessionId: "s", expiresAt: new Date(Date.now() + 60_000), user: { ...user, email: "x@example.test" } },
});

/** A program with a token that somebody made of everything that tokens may be made for and that they may themselves. */
async function withToken(person: Person, more: { selector?: ClusterSelector } = {}): Promise<RequestContext> {
  const held = (await whoAmI(person.as())).permissions.filter(isForTokens);
  const input = { name: "all", permissions: held, selector: more.selector ?? {}, expiresAt: new Date(Date.now() + 60_000) };
  const { token } = await createApiToken(person.as(), input);
  return { ...nobody(), bearer: await findBearer(platform.base, token) };
}

/** The cookie of a session, signed in with a password that the person gets for it. */
async function sessionCookie(person: Person): Promise<string> {
  const password = "correct horse battery";
  const email = (await db.prisma.user.findUniqueOrThrow({ where: { id: person.id } })).email;
  await db.prisma.account.updateMany({ where: { userId: person.id }, data: { password: await platform.signIn.hashPassword(password) } });
  const request = new Request(`${TEST_ORIGIN}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { origin: TEST_ORIGIN, "content-type": "application/json", "x-forwarded-for": "127.0.0.1" },
    body: JSON.stringify({ email, password }),
  });
  return ((await platform.signIn.handle(request)).headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}

/** Whether the door opens: what lies behind it may still refuse the empty input. */
async function passes(path: string, context: RequestContext): Promise<boolean> {
  const caller = appRouter.createCaller(context) as unknown as Record<string, Record<string, (input?: unknown) => Promise<unknown>>>;
  const [noun, verb] = path.split(".") as [string, string];
  try {
    await caller[noun]?.[verb]?.(undefined);
    return true;
  } catch (cause) {
    if (!(cause instanceof TRPCError)) throw cause;
    return cause.code !== "UNAUTHORIZED" && cause.code !== "FORBIDDEN";
  }
}

// Each of them as each role: it takes as long as there are many.
describe("every procedure", { timeout: 120_000 }, () => {
  it("opens for exactly the roles of the checked-in matrix", async () => {
    const columns: { name: string; context: RequestContext }[] = [];
    for (const role of UserRole.options) columns.push({ name: role, context: signedIn(await aPerson(db, role, [role])) });
    // Of other clusters than there are: what opens to them answers with nothing, or that there is no such thing.
    columns.push({ name: "elsewhere", context: signedIn(await aPerson(db, "elsewhere", ["admin"], { matchLabels: { team: "pay" } })) });
    columns.push({ name: "token", context: await withToken(await aPerson(db, "maker", ["admin"])) });
    columns.push({ name: "viewer-token", context: await withToken(await aPerson(db, "vina", ["viewer"])) });
    const matrix: Record<string, string> = {};
    for (const path of paths) {
      const open = [];
      for (const { name, context } of columns) if (await passes(path, context)) open.push(name);
      matrix[path] = open.join(" ");
    }
    await expect(`${JSON.stringify(matrix, null, 2)}\n`).toMatchFileSnapshot("access-matrix.json");
  });

  it("is shut to nobody, to somebody without a role, and to a disabled admin", async () => {
    const stranger = await aPerson(db, "stranger", []);
    const gone = await aPerson(db, "gone", ["admin"]);
    await db.prisma.user.update({ where: { id: gone.id }, data: { disabledAt: new Date() } });
    for (const path of paths)
      for (const context of [nobody(), signedIn(stranger), signedIn(gone)])
        expect(await passes(path, context), `${path} for ${context.session?.user.name ?? "nobody"}`).toBe(false);
  });

  it("is shut to somebody whose grant has expired or was revoked", async () => {
    const expired = await aPerson(db, "expired", ["admin"]);
    await db.prisma.grant.updateMany({ where: { userId: expired.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    const revoked = await aPerson(db, "revoked", ["admin"]);
    await db.prisma.grant.updateMany({ where: { userId: revoked.id }, data: { revokedAt: new Date() } });
    for (const path of paths)
      for (const user of [expired, revoked]) expect(await passes(path, signedIn(user)), `${path} for ${user.name}`).toBe(false);
  });

  it("that concerns the whole fleet is shut to somebody whose role is on some clusters only", async () => {
    const partly = await aPerson(db, "partly", ["admin"], { matchLabels: { team: "pay" } });
    for (const path of ["audit.list", "audit.verify", "cluster.register", "policy.save", "case.evaluate", "demo.control"])
      expect(await passes(path, signedIn(partly)), path).toBe(false);
  });

  it("that decides about identities or is a second yes opens to no token, whoever made it", async () => {
    const token = await withToken(await aPerson(db, "second", ["admin", "approver"]));
    for (const path of paths.filter((each) => /^(user|grant|session|token)\.|\.decide$/.test(each) && !/^user\.(list|get)$/.test(each)))
      expect(await passes(path, token), path).toBe(false);
  });

  it("is shut over HTTP to a session that expired or was never one, to a token that ended, and to what an agent holds", async () => {
    const person = await aPerson(db, "late", ["admin"]);
    const make = async (name: string) =>
      createApiToken(person.as(), { name, permissions: ["fleet:read"], selector: {}, expiresAt: new Date(Date.now() + 60_000) });
    const [expired, revoked] = [await make("expired"), await make("revoked")];
    await db.prisma.apiToken.update({ where: { id: expired.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    await revokeApiToken(person.as(), revoked.id, person.id);
    const cluster = await db.prisma.cluster.findFirstOrThrow();
    const enrolment = await issueEnrolmentToken(person.as(), cluster.id);
    const cookie = await sessionCookie(person);
    await db.prisma.session.updateMany({ where: { userId: person.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
    const callers: Record<string, string>[] = [
      {},
      { cookie },
      { cookie: "holdfast.session_token=forged.forged" },
      bearer(expired.token),
      bearer(revoked.token),
      bearer(enrolment.token),
      bearer(`hfp_${"x".repeat(43)}`),
      // A dead token is not helped by a cookie beside it.
      { ...bearer(revoked.token), cookie },
    ];
    for (const path of paths)
      for (const headers of callers) {
        const procedures = appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>;
        const change = { method: "POST", body: "{}", headers: { ...headers, origin: TEST_ORIGIN, "content-type": "application/json" } };
        const init = procedures[path]?._def.type === "mutation" ? change : { headers };
        const response = await handleTrpc(platform, new Request(`${TEST_ORIGIN}/api/trpc/${path}`, init));
        // A stream has begun before it is refused: then the refusal is all that it says.
        const isShut =
          response.status === 401 || (procedures[path]?._def.type === "subscription" && (await response.text()).includes('"UNAUTHORIZED"'));
        expect(isShut, `${path} with ${Object.keys(headers).join("+") || "nothing"}`).toBe(true);
      }
  });

  it("puts a refusal on record", async () => {
    const viewer = await aPerson(db, "vera", ["viewer"]);
    await passes("failover.request", signedIn(viewer));
    expect((await auditOf(db, "failover.request")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: viewer.id } });
  });
});
