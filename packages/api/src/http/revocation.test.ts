import type { ElevationId } from "@holdfast/contracts/elevation";
import { type ClusterId, UserId } from "@holdfast/contracts/ids";
import type { UserRole } from "@holdfast/contracts/roles";
import { transact } from "@holdfast/db/transact";
import { applyReport } from "@holdfast/services/agents/apply-report";
import { userContext } from "@holdfast/services/context/user-context";
import { decideElevation } from "@holdfast/services/elevations/decide-elevation";
import { endElevation } from "@holdfast/services/elevations/end-elevation";
import { requestElevation } from "@holdfast/services/elevations/request-elevation";
import { disableUser } from "@holdfast/services/identity/disable-user";
import { endGrant } from "@holdfast/services/identity/end-grant";
import { endSessions } from "@holdfast/services/identity/end-sessions";
import type { LivePort } from "@holdfast/services/live/live-port";
import { createUser } from "@holdfast/services/sign-in/create-user";
import { firstHead } from "@holdfast/services/terminal/recording-vault";
import { aPlatform, TEST_ORIGIN } from "@holdfast/testkit/a-platform";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Platform } from "../platform";
import { handleSearchExport } from "./handle-search-export";
import { handleSignIn } from "./handle-sign-in";
import { handleTrpc } from "./handle-trpc";

const db = suiteDatabase();
const PASSWORD = "correct horse battery";
/** The figure that the project promises for a right that ended. */
const MOST_MS = 2000;
/** Two consoles over one store: whoever is cut off is so in each process, not only in the one that was told. */
const consoles: Platform[] = [];
/** Agents that have a line to tell whenever they are asked. */
const talkative: LivePort = {
  ask: async (_cluster, contract, input) => {
    const { after = 0 } = input as { after?: number };
    return contract.output.parse({
      ...{ refusal: null, message: "" },
      answers: [{ lines: [[new Date().toISOString(), "a line"]], isCut: false, problem: null }],
      ...{ isKnown: true, ended: null, frames: after === 0 ? [[1, 10, "o", "a prompt"]] : [] },
    });
  },
};
let root: Person;
let clusterId: ClusterId;
beforeAll(async () => {
  consoles.push(await aPlatform(db, { live: talkative }), await aPlatform(db));
  const { settings } = await anInstallation(db);
  clusterId = (await aCluster(db, "prod", { environment: "production" })).id;
  const { bootId } = await anAgent(settings, clusterId);
  const upserts = Array.from({ length: 2500 }, (_, i) => anInventoryRecord({ uid: `pod-${i}` }));
  const delta = { type: "inventory.delta" as const, observedAt: new Date().toISOString(), upserts, deletes: [] };
  await applyReport(settings, clusterId, { bootId, seq: 1, messages: [delta] });
  root = await aPerson(db, "root", ["admin"]);
});
afterAll(() => Promise.all(consoles.map((each) => each.wakes.close())));

const first = () => consoles[0] as Platform;
let callers = 0;
// Each from a machine of its own: so many sign-ins a minute are refused to one address.
const auth = (path: string, body: object, cookie = "") =>
  handleSignIn(
    first(),
    new Request(`${TEST_ORIGIN}/api/auth${path}`, {
      method: "POST",
      headers: { origin: TEST_ORIGIN, cookie, "content-type": "application/json", "x-forwarded-for": `127.0.1.${++callers % 250}` },
      body: JSON.stringify(body),
    }),
  );

/** Somebody who may see the fleet, or do more with it, signed in. */
async function aViewer(name: string, role: UserRole = "viewer") {
  const email = `${name}@example.test`;
  const { id } = await createUser(theSystem(db), first().signIn, { name, email, password: PASSWORD }, { role, selector: {} });
  const cookie = ((await auth("/sign-in/email", { email, password: PASSWORD })).headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const grant = await db.prisma.grant.findFirstOrThrow({ where: { userId: id } });
  return { id: UserId.parse(id), cookie, grantId: grant.id };
}

/** An open stream of one console, as a browser holds it. `cutMs` is when it ended or told of its end, by the clock of `performance`. */
async function aStream(platform: Platform, cookie: string, path = "stream.events", begin = "ready") {
  const response = await handleTrpc(platform, new Request(`${TEST_ORIGIN}/api/trpc/${path}`, { headers: { cookie } }));
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error("the stream has a body");
  const stream = { text: "", cutMs: Number.POSITIVE_INFINITY, stop: () => reader.cancel() };
  void (async () => {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      stream.text += read.value;
      if (stream.text.includes("serialized-error")) break;
    }
    stream.cutMs = performance.now();
  })();
  await vi.waitFor(() => expect(stream.text).toContain(begin), { timeout: 15_000 });
  return stream;
}

const say = (subject: string) =>
  transact(
    db,
    () => new Date(),
    async (unit) => unit.emit({ type: "plan.saved", clusterIds: [clusterId], subject: { kind: "plan", id: subject }, payload: {} }),
  );
const ask = async (cookie: string) =>
  (await handleTrpc(first(), new Request(`${TEST_ORIGIN}/api/trpc/cluster.list`, { headers: { cookie } }))).status;

type Viewer = Awaited<ReturnType<typeof aViewer>>;
const contextOf = ({ id }: Viewer) => userContext({ ...first().base, requestId: "test" }, { id, name: "viewer" });
const ends: readonly { readonly of: string; readonly status: number; readonly end: (viewer: Viewer) => Promise<unknown> }[] = [
  {
    of: "a session that an admin ended",
    status: 401,
    end: ({ id }) => endSessions(root.as(), { userId: id, sessionId: null, keepId: null }),
  },
  { of: "a session that was signed out of", status: 401, end: ({ cookie }) => auth("/sign-out", {}, cookie) },
  { of: "a disabled user", status: 401, end: ({ id }) => disableUser(root.as(), { userId: id, reason: "left" }) },
  { of: "a user whose last grant ended", status: 403, end: ({ grantId }) => endGrant(root.as(), grantId) },
];

describe("what ends is cut off within two seconds", () => {
  it.each(ends)("$of: in every open stream of every console, and for every question", async ({ of, status, end }) => {
    const viewer = await aViewer(of.replaceAll(" ", "-"));
    const streams = await Promise.all(consoles.map((each) => aStream(each, viewer.cookie)));
    await say("before");
    await vi.waitFor(() => expect(streams.map(({ text }) => text.includes('"before"'))).toEqual([true, true]), { timeout: 15_000 });
    expect(await ask(viewer.cookie)).toBe(200);

    const endedMs = performance.now();
    await end(viewer);
    await say("after");
    await vi.waitFor(() => expect(streams.every(({ cutMs }) => cutMs < Number.POSITIVE_INFINITY)).toBe(true), { timeout: 3 * MOST_MS });
    expect(Math.max(...streams.map(({ cutMs }) => cutMs - endedMs))).toBeLessThan(MOST_MS);
    expect(streams.map(({ text }) => text.includes('"after"'))).toEqual([false, false]);
    expect(await ask(viewer.cookie)).toBe(status);
  });

  it("one of several grants: its clusters fall silent, and the stream goes on", async () => {
    const viewer = await aViewer("partly");
    const role = "viewer" as const;
    const selector = { matchLabels: { team: "pay" } };
    await db.prisma.grant.create({ data: { id: crypto.randomUUID(), userId: viewer.id, role, selector, grantedById: root.id } });
    const stream = await aStream(first(), viewer.cookie);
    await endGrant(root.as(), viewer.grantId);
    await say("secret");
    await transact(
      db,
      () => new Date(),
      async (unit) => unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "user", id: "for-all" }, payload: {} }),
    );
    await vi.waitFor(() => expect(stream.text).toContain("for-all"), { timeout: MOST_MS });
    expect(stream.text).not.toContain('"secret"');
    await stream.stop();
  });

  it.each(ends)("$of: in logs that are being followed", async ({ of, end }) => {
    const operator = await aViewer(`logs-${of.replaceAll(" ", "-")}`, "operator");
    const input = { of: { clusterId, uid: "pod-1" }, targets: [{ clusterId, uid: "pod-1", container: "main" }] };
    const path = `logs.follow?input=${encodeURIComponent(JSON.stringify({ json: input }))}`;
    const stream = await aStream(first(), operator.cookie, path, "a line");
    const endedMs = performance.now();
    await end(operator);
    await vi.waitFor(() => expect(stream.cutMs).toBeLessThan(Number.POSITIVE_INFINITY), { timeout: 3 * MOST_MS });
    expect(stream.cutMs - endedMs).toBeLessThan(MOST_MS);
  });

  it.each(ends)("$of: in a terminal that is open, which ends with it, on record", async ({ of, end }) => {
    const operator = await aViewer(`terminal-${of.replaceAll(" ", "-")}`, "operator");
    const [id, at] = [crypto.randomUUID(), new Date()];
    const order = { id, clusterId, seq: BigInt(Math.floor(performance.now() * 1000)), name: "pod.exec", input: {}, scope: id, epoch: 0n };
    await db.prisma.command.create({
      data: { ...order, idempotencyKey: id, issuedAt: at, expiresAt: at, finishedAt: at, outcome: "succeeded" },
    });
    const place = { clusterId, namespace: "bank", pod: "pod-1", podUid: "pod-1", container: "main", columns: 80, rows: 24 };
    const { id: openedIn } = await db.prisma.session.findFirstOrThrow({ where: { userId: operator.id } });
    const who = { userId: operator.id, userName: "x", openedIn, reason: "" };
    await db.prisma.terminalSession.create({
      data: { id, ...place, ...who, commandId: id, startedAt: at, seenAt: at, head: firstHead(id) },
    });
    const path = `terminal.attach?input=${encodeURIComponent(JSON.stringify({ json: { id } }))}`;
    const stream = await aStream(first(), operator.cookie, path, "a prompt");
    const endedMs = performance.now();
    await end(operator);
    await vi.waitFor(() => expect(stream.cutMs).toBeLessThan(Number.POSITIVE_INFINITY), { timeout: 3 * MOST_MS });
    expect(stream.cutMs - endedMs).toBeLessThan(MOST_MS);
    expect(await db.prisma.terminalSession.findUniqueOrThrow({ where: { id } })).toMatchObject({ why: "revoked" });
  });

  it.each([
    ["by whoever holds it", (id: ElevationId, viewer: Viewer) => endElevation(contextOf(viewer), id)],
    ["by whoever may decide", (id: ElevationId) => endElevation(root.as(), id)],
    [
      "by itself, even while no hub is there to say so",
      async (id: ElevationId) => {
        const endsAt = new Date();
        await db.prisma.grant.updateMany({ where: { elevationId: id }, data: { expiresAt: endsAt } });
        await db.prisma.elevation.update({ where: { id }, data: { endsAt } });
      },
    ],
  ])("an elevation that ended %s: in logs that were followed by it alone", async (by, end) => {
    const viewer = await aViewer(`elevated-${by.replaceAll(/\W/g, "-")}`);
    const asked = { role: "operator" as const, selector: {}, hours: 1, reason: "pods crash" };
    const { id } = await requestElevation(contextOf(viewer), asked);
    await decideElevation(root.as(), { elevationId: id, version: 1, decision: "approve", comment: "" });
    const input = { of: { clusterId, uid: "pod-1" }, targets: [{ clusterId, uid: "pod-1", container: "main" }] };
    const stream = await aStream(
      first(),
      viewer.cookie,
      `logs.follow?input=${encodeURIComponent(JSON.stringify({ json: input }))}`,
      "a line",
    );
    const endedMs = performance.now();
    await end(id, viewer);
    await vi.waitFor(() => expect(stream.cutMs).toBeLessThan(Number.POSITIVE_INFINITY), { timeout: 3 * MOST_MS });
    expect(stream.cutMs - endedMs).toBeLessThan(MOST_MS);
    expect(await ask(viewer.cookie)).toBe(200);
  });

  it("a file that is being read breaks off, so that nobody takes it for the whole", async () => {
    const viewer = await aViewer("reader");
    const request = new Request(`${TEST_ORIGIN}/api/search/export?q=pod-`, { headers: { cookie: viewer.cookie } });
    const response = await handleSearchExport(first(), request);
    const reader = response.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    await endSessions(root.as(), { userId: viewer.id, sessionId: null, keepId: null });
    const rest = async () => {
      let bytes = 0;
      for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) bytes += read.value.byteLength;
      return bytes;
    };
    await expect(rest()).rejects.toMatchObject({ code: "Unauthenticated" });
  });
});

describe("sessions", () => {
  const call = async (path: string, cookie: string, input: object) => {
    const url = `${TEST_ORIGIN}/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify({ json: input }))}`;
    const body = await (await handleTrpc(first(), new Request(url, { headers: { cookie } }))).json();
    return (body as { result: { data: { json: { rows: { id: string; isCurrent: boolean }[]; total: number } } } }).result.data.json;
  };
  const end = (cookie: string, path: string, input: object) =>
    handleTrpc(
      first(),
      new Request(`${TEST_ORIGIN}/api/trpc/${path}`, {
        method: "POST",
        headers: { cookie, origin: TEST_ORIGIN, "content-type": "application/json" },
        body: JSON.stringify({ json: input }),
      }),
    );

  it("are listed for their owner without their tokens; all others end at once, and each by itself", async () => {
    const viewer = await aViewer("sam");
    const again = async () =>
      ((await auth("/sign-in/email", { email: "sam@example.test", password: PASSWORD })).headers.get("set-cookie") ?? "").split(";")[0] ??
      "";
    const [second, third] = [await again(), await again()];
    const page = await call("session.list", viewer.cookie, {});
    expect([page.total, page.rows.map((row) => row.isCurrent)]).toEqual([3, [false, false, true]]);
    const tokens = (await db.prisma.session.findMany({ where: { userId: viewer.id } })).map((row) => row.token);
    for (const token of tokens) expect(JSON.stringify(page)).not.toContain(token);

    expect((await end(viewer.cookie, "session.end", { sessionId: page.rows[0]?.id })).status).toBe(200);
    expect([await ask(second), await ask(third)]).toEqual([200, 401]);
    expect((await end(viewer.cookie, "session.end", { sessionId: null })).status).toBe(200);
    expect([await ask(second), await ask(viewer.cookie)]).toEqual([401, 200]);
    expect((await auditOf(db, "session.revoke")).at(-1)).toMatchObject({
      actor: { id: viewer.id },
      before: { sessions: 2 },
      after: { sessions: 1 },
    });
  });

  it("of somebody else are neither seen nor ended by who is no admin", async () => {
    const [mine, other] = [await aViewer("mine"), await aViewer("other")];
    const theirs = await db.prisma.session.findFirstOrThrow({ where: { userId: other.id } });
    expect((await end(mine.cookie, "session.end", { sessionId: theirs.id })).status).toBe(404);
    expect((await end(mine.cookie, "user.endSessions", { userId: other.id, sessionId: null })).status).toBe(403);
    expect(await ask(other.cookie)).toBe(200);
  });
});
