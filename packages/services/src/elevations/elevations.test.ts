import type { ElevationId } from "@holdfast/contracts/elevation";
import { ClusterId } from "@holdfast/contracts/ids";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { silentLog } from "@holdfast/testkit/silent-log";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { visibleClusters } from "../access/visible-clusters";
import { whoAmI } from "../access/who-am-i";
import { editCluster } from "../clusters/edit-cluster";
import { listApprovals } from "../failover/list-approvals";
import { bearerContext, findBearer } from "../identity/bearer";
import { createApiToken } from "../identity/create-api-token";
import { disableUser } from "../identity/disable-user";
import { endGrant } from "../identity/end-grant";
import { getUser } from "../identity/get-user";
import { giveGrant } from "../identity/give-grant";
import { decideElevation } from "./decide-elevation";
import { endElevation } from "./end-elevation";
import { getElevation, listOwnElevations } from "./list-elevations";
import { requestElevation } from "./request-elevation";
import { sweepElevations } from "./sweep-elevations";

const db = suiteDatabase();
const HOUR_MS = 3_600_000;
const PAY = { matchLabels: { team: "pay" } };
let nowMs = Date.now();
const now = () => new Date(nowMs);
let root: Person;
let vera: Person;
let count = 0;

beforeAll(async () => {
  await aCluster(db, "pay-1", { labels: { team: "pay" } });
  await aCluster(db, "other-1");
  root = await aPerson(db, "root", ["admin"], {}, now);
});
beforeEach(async () => {
  nowMs = Date.now();
  vera = await aPerson(db, `vera-${++count}`, ["viewer"], {}, now);
});

const ask = (who: Person, more: object = {}) =>
  requestElevation(who.as(), { role: "operator", selector: PAY, hours: 2, reason: "payment pods crash", ...more });
const say = (who: Person, elevationId: ElevationId, decision: "approve" | "decline" = "approve", version = 1) =>
  decideElevation(who.as(), { elevationId, version, decision, comment: decision === "approve" ? "" : "not tonight" });
const operates = async (who: Person) => (await visibleClusters(who.as(), "object:operate")).map(({ name }) => name);

describe("an elevation", () => {
  it("is nothing before a second person says yes, then a right on these clusters alone, and nothing again when its time is up", async () => {
    const { id } = await ask(vera);
    expect(await operates(vera)).toEqual([]);
    await say(root, id);
    expect(await operates(vera)).toEqual(["pay-1"]);
    expect((await whoAmI(vera.as())).elevations).toMatchObject([{ id, role: "operator", endsAt: new Date(nowMs + 2 * HOUR_MS) }]);
    const held = (await getUser(root.as(), vera.id)).grants.map(({ role, isElevation }) => `${role} ${isElevation}`);
    expect(held.sort()).toEqual(["operator true", "viewer false"]);

    nowMs += 2 * HOUR_MS;
    expect(await operates(vera)).toEqual([]);
    expect(await sweepElevations(theSystem(db, now))).toBe(1);
    expect(await sweepElevations(theSystem(db, now))).toBe(0);
    expect((await listOwnElevations(vera.as()))[0]?.state).toBe("ended");
    const trail = (await Promise.all(["elevation.request", "elevation.approve", "elevation.end"].map((each) => auditOf(db, each)))).flat();
    expect(trail.filter((entry) => entry.target.id === id).map(({ actor, action }) => [actor.name, action])).toEqual([
      [vera.name, "elevation.request"],
      ["root", "elevation.approve"],
      ["testkit", "elevation.end"],
    ]);
  });

  it("is declined with a reason that whoever asked reads, and gives nothing", async () => {
    const { id } = await ask(vera);
    await say(root, id, "decline");
    expect(await listOwnElevations(vera.as())).toMatchObject([{ id, state: "declined", comment: "not tonight", decidedByName: "root" }]);
    expect(await operates(vera)).toEqual([]);
    await expect(say(root, id, "approve", 2)).rejects.toMatchObject({ code: "AlreadyDecided" });
  });

  it("ends early by whoever holds it, by whoever may decide, and with the grant; nobody else ends it", async () => {
    const stranger = await aPerson(db, `sten-${count}`, ["operator"], {}, now);
    for (const end of [
      (id: ElevationId) => endElevation(vera.as(), id),
      (id: ElevationId) => endElevation(root.as(), id),
      async (id: ElevationId) => endGrant(root.as(), (await db.prisma.grant.findFirstOrThrow({ where: { elevationId: id } })).id),
    ]) {
      const { id } = await ask(vera);
      await say(root, id);
      await expect(endElevation(stranger.as(), id)).rejects.toMatchObject({ code: "Forbidden" });
      expect(await operates(vera)).toEqual(["pay-1"]);
      await end(id);
      expect(await operates(vera)).toEqual([]);
      expect((await getElevation(vera.as(), id)).state).toBe("ended");
      await expect(endElevation(vera.as(), id)).rejects.toMatchObject({ code: "WrongPhase" });
    }
  });

  it("that nobody answers expires, and a late yes is none; a withdrawn one can't be approved", async () => {
    const { id } = await ask(vera);
    nowMs += HOUR_MS;
    await expect(say(root, id)).rejects.toMatchObject({ code: "ApprovalExpired" });
    await sweepElevations(theSystem(db, now));
    expect((await listOwnElevations(vera.as()))[0]?.state).toBe("expired");
    expect(await auditOf(db, "elevation.expire")).toMatchObject([{ target: { id } }]);
    const again = await ask(vera);
    await endElevation(vera.as(), again.id);
    await expect(say(root, again.id, "approve", 2)).rejects.toMatchObject({ code: "AlreadyDecided" });
    expect(await operates(vera)).toEqual([]);
  });

  it("is not asked for twice, nor for what is held, nor without an end to the asking", async () => {
    await ask(vera);
    await expect(ask(vera)).rejects.toMatchObject({ code: "AlreadyExists" });
    await expect(ask(vera, { role: "viewer", selector: {} })).rejects.toMatchObject({ code: "AlreadyExists" });
    for (const team of ["a", "b", "c", "d"]) await ask(vera, { selector: { matchLabels: { team } } });
    await expect(ask(vera, { selector: { matchLabels: { team: "e" } } })).rejects.toMatchObject({ code: "TooLarge" });
  });

  it("of somebody who was disabled meanwhile is not approved", async () => {
    const { id } = await ask(vera);
    await disableUser(root.as(), { userId: vera.id, reason: "left the company" });
    await expect(say(root, id)).rejects.toMatchObject({ code: "WrongPhase" });
  });

  it("approved by two at once is one grant, and who came second is on record", async () => {
    const second = await aPerson(db, `second-${count}`, ["admin"], {}, now);
    const { id } = await ask(vera);
    const answers = await Promise.allSettled([say(root, id), say(second, id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db.prisma.grant.count({ where: { elevationId: id } })).toBe(1);
    const outcomes = (await auditOf(db, "elevation.approve")).filter((entry) => entry.target.id === id).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(["succeeded", "refused"]);
  });
});

describe("nobody elevates themselves", () => {
  it("as an admin of the whole fleet", async () => {
    const { id } = await ask(root, { role: "approver" });
    await expect(say(root, id)).rejects.toMatchObject({ code: "ApproverIsRequester" });
    expect((await auditOf(db, "elevation.approve")).at(-1)).toMatchObject({
      outcome: "refused",
      decision: { effect: "deny", policies: ["nobody-approves-their-own-request"] },
    });
    await endElevation(root.as(), id);
  });

  it("by another account of theirs, known by the mailbox", async () => {
    const again = await aPerson(db, "root-too", ["admin"], {}, now);
    await db.prisma.user.update({ where: { id: vera.id }, data: { email: `V${count}@example.test` } });
    await db.prisma.user.update({ where: { id: again.id }, data: { email: `v${count}+admin@example.test` } });
    const { id } = await ask(vera);
    await expect(say(again, id)).rejects.toMatchObject({ code: "ApproverIsRequester" });
    expect((await auditOf(db, "elevation.approve")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: again.id } });
    await endElevation(vera.as(), id);
  });

  it("by a first elevation, to whatever role: it decides neither their next request, nor anybody's, nor about grants", async () => {
    const first = await ask(vera, { role: "admin", selector: {} });
    await say(root, first.id);
    const second = await ask(vera, { role: "admin", selector: PAY });
    await expect(say(vera, second.id)).rejects.toMatchObject({ code: "ApproverIsRequester" });
    const friend = await aPerson(db, `friend-${count}`, ["viewer"], {}, now);
    const theirs = await ask(friend);
    await expect(say(vera, theirs.id)).rejects.toMatchObject({ code: "Forbidden" });
    const grant = { role: "admin" as const, selector: {}, expiresAt: null };
    await expect(giveGrant(vera.as(), { userId: friend.id, grant })).rejects.toMatchObject({ code: "Forbidden" });
    expect(await operates(vera)).toEqual(["other-1", "pay-1"]);
  });

  it("by putting a cluster where a grant of theirs that stays chooses it", async () => {
    const other = await db.prisma.cluster.findUniqueOrThrow({ where: { name: "other-1" } });
    await giveGrant(root.as(), { userId: vera.id, grant: { role: "operator", selector: PAY, expiresAt: null } });
    const { id } = await ask(vera, { role: "admin", selector: { matchLabels: { "holdfast.dev/name": "other-1" } } });
    await say(root, id);
    const edit = { clusterId: ClusterId.parse(other.id), region: other.region, version: other.version };
    await expect(editCluster(vera.as(), { ...edit, labels: { team: "pay" } })).rejects.toMatchObject({ code: "Forbidden" });
    await expect(editCluster(vera.as(), { ...edit, labels: {}, region: "pay" })).rejects.toMatchObject({ code: "Forbidden" });
    expect((await auditOf(db, "cluster.edit")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: vera.id } });
    await editCluster(vera.as(), { ...edit, labels: {}, awayDays: 3 });
    nowMs += 2 * HOUR_MS;
    expect(await operates(vera)).toEqual(["pay-1"]);
  });

  it("by a token: neither one from before nor one made meanwhile does what only the elevation permits", async () => {
    const expiresAt = new Date(nowMs + HOUR_MS);
    const before = await createApiToken(vera.as(), { name: "before", permissions: ["fleet:read"], selector: {}, expiresAt });
    const { id } = await ask(vera);
    await say(root, id);
    const during = await createApiToken(vera.as(), {
      name: "during",
      permissions: ["fleet:read", "object:operate"],
      selector: {},
      expiresAt,
    });
    for (const { token } of [before, during]) {
      const bearer = await findBearer({ db, now }, token);
      if (!bearer) throw new Error("the token holds");
      const ctx = bearerContext({ db, now, log: silentLog, requestId: "test" }, bearer);
      expect((await visibleClusters(ctx, "fleet:read")).length).toBe(2);
      expect(await visibleClusters(ctx, "object:operate")).toEqual([]);
      expect((await whoAmI(ctx)).elevations).toEqual([]);
    }
    expect(await operates(vera)).toEqual(["pay-1"]);
  });
});

describe("the inbox of approvals", () => {
  it("shows a request to who may know of it, and says whose decision it is", async () => {
    const partly = await aPerson(db, `partly-${count}`, ["admin"], PAY, now);
    const { id } = await ask(vera);
    const seen = async (who: Person) => (await listApprovals(who.as())).filter((each) => each.id === id).map((each) => each.canDecide);
    expect(await seen(root)).toEqual([{ isMet: true, message: "" }]);
    expect(await seen(vera)).toMatchObject([{ isMet: false }]);
    expect(await seen(partly)).toEqual([]);
    await expect(getElevation(partly.as(), id)).rejects.toMatchObject({ code: "NotFound" });
    expect((await getElevation(root.as(), id)).clusters).toEqual(["pay-1"]);
  });
});
