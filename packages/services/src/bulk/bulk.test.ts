import type { CommandOutcome } from "@holdfast/contracts/command";
import type { BulkId } from "@holdfast/contracts/ids";
import { transact } from "@holdfast/db/transact";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aPerson } from "@holdfast/testkit/people";
import { silentLog } from "@holdfast/testkit/silent-log";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aBulkWorld, aKey, type BulkWorld, expecting, ref, restart, webs } from "../../test/a-bulk-world";
import { applyReceipt } from "../agents/apply-receipt";
import { systemContext } from "../context/system-context";
import { advanceBulk, runningBulks } from "./advance-bulk";
import { bulkTallies } from "./bulk-standing";
import { getBulk } from "./get-bulk";
import { listBulkChildren } from "./list-bulk-children";
import { orderBulk } from "./order-bulk";
import { stopBulk } from "./stop-bulk";
import { undoBulk } from "./undo-bulk";

const db = suiteDatabase();
let now = () => new Date();
let { prod, test, away, operator, viewer, partly } = {} as BulkWorld;
const driver = (hubId = "hub-1") => ({ ctx: systemContext({ db, now: () => now(), log: silentLog }, "hub"), hubId });
const commands = () => db.prisma.command.findMany({ orderBy: [{ clusterId: "asc" }, { seq: "asc" }] });
const open = async () => (await commands()).filter(({ finishedAt }) => finishedAt === null);
const answer = async (command: { id: string; clusterId: string }, outcome: CommandOutcome, message: string | null = null) =>
  transact(db, now, (unit) =>
    applyReceipt(
      unit,
      command.clusterId,
      { commandId: command.id as never, outcome, reason: null, message, output: null, changes: [], at: now().toISOString() },
      now(),
    ),
  );
/** Drives a bulk order to its end; every order that comes is answered so. */
const drive = async (bulkId: string, outcome: CommandOutcome = "succeeded") => {
  for (let turn = 0; (await runningBulks(db)).includes(bulkId) && turn < 60; turn++) {
    await advanceBulk(driver(), bulkId);
    for (const command of await open()) await answer(command, outcome);
  }
};
const tally = async (bulkId: BulkId, person = operator) => (await getBulk(person.as(), { bulkId })).tally;

beforeAll(async () => {
  ({ prod, test, away, operator, viewer, partly } = await aBulkWorld(db));
});
beforeEach(async () => {
  now = () => new Date();
  await db.prisma.bulkOrder.deleteMany();
  await db.prisma.command.deleteMany();
});

describe("a bulk order", () => {
  it("orders a few at a time, as the person who asked, and ends when all were answered", async () => {
    const { bulkId } = await orderBulk(operator.as(), restart(expecting(webs(test, 7))));
    await advanceBulk(driver(), bulkId);
    await advanceBulk(driver(), bulkId);
    expect(await open()).toHaveLength(4);
    expect(await tally(bulkId)).toEqual({ running: 4, waiting: 3 });
    const [first] = await open();
    if (first) await answer(first, "failed", "the API server said no");
    await advanceBulk(driver(), bulkId);
    expect(await tally(bulkId)).toEqual({ running: 4, waiting: 2, failed: 1 });
    await drive(bulkId);
    expect(await getBulk(viewer.as(), { bulkId })).toMatchObject({
      tally: { succeeded: 6, failed: 1 },
      total: 7,
      finishedAt: expect.any(Date),
    });
    const audited = (await auditOf(db, "object.restart")).filter(({ requestId }) => requestId === bulkId);
    expect(audited).toHaveLength(7);
    for (const entry of audited) expect(entry).toMatchObject({ outcome: "succeeded", actor: { id: operator.id } });
    expect((await auditOf(db, "bulk.finish")).at(-1)).toMatchObject({ target: { id: bulkId }, after: { succeeded: 6, failed: 1 } });
    const { rows } = await listBulkChildren(viewer.as(), { bulkId, standing: "failed", cursor: null, limit: 10 });
    expect(rows).toMatchObject([{ name: "web-0", clusterName: "test", message: "the API server said no" }]);
  });

  it("is one order however often it is pressed, and each of its objects is ordered for once, whichever hub dies where", async () => {
    const input = restart(expecting(webs(test, 4)));
    const accepted = await Promise.all([1, 2, 3].map(() => orderBulk(operator.as(), input)));
    expect(new Set(accepted.map(({ bulkId }) => bulkId)).size).toBe(1);
    const [{ bulkId }] = accepted as [{ bulkId: BulkId }];
    await advanceBulk(driver(), bulkId);
    // As if the note beside the objects had been lost: the orders that are there are found by their keys.
    await db.prisma.bulkChild.updateMany({ where: { bulkId }, data: { state: "waiting", commandId: null } });
    await db.prisma.lease.deleteMany({ where: { name: `bulk:${bulkId}` } });
    await advanceBulk(driver("hub-2"), bulkId);
    expect(await commands()).toHaveLength(4);
    expect(await tally(bulkId)).toEqual({ running: 4 });
    await advanceBulk(driver("hub-1"), bulkId);
    expect(await commands()).toHaveLength(4);
  });

  it("writes beside each object why it was refused, with the rights and the world of that moment", async () => {
    const { bulkId } = await orderBulk(operator.as(), restart(expecting([ref(test, "web-1"), ref(away, "web-1"), ref(test, "nobody")])));
    await drive(bulkId);
    const { rows } = await listBulkChildren(operator.as(), { bulkId, cursor: null, limit: 10 });
    expect(rows.map(({ standing, phrase }) => [standing, phrase?.code])).toEqual([
      ["succeeded", undefined],
      ["refused", "NotOrderable"],
      ["refused", "ObjectGone"],
    ]);
    const leaver = await aPerson(db, "leo", ["operator"]);
    const late = await orderBulk(leaver.as(), restart(expecting(webs(test, 2))));
    await db.prisma.grant.updateMany({ where: { userId: leaver.id }, data: { revokedAt: new Date(Date.now() - 1) } });
    await drive(late.bulkId);
    expect(await tally(late.bulkId)).toEqual({ refused: 2 });
    expect((await auditOf(db, "object.restart")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: leaver.id } });
  });

  it("needs the right on every cluster and the number where it matters; both refusals are on record", async () => {
    await expect(orderBulk(viewer.as(), restart(expecting(webs(test, 2))))).rejects.toMatchObject({ code: "Forbidden" });
    expect((await auditOf(db, "bulk.restart")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: viewer.id } });
    await expect(orderBulk(partly.as(), restart(expecting([ref(test, "web-1")])))).rejects.toMatchObject({ code: "NotFound" });
    const inProduction = restart(expecting(webs(prod, 2)));
    await expect(orderBulk(operator.as(), inProduction)).rejects.toMatchObject({ code: "GateRefused" });
    expect((await auditOf(db, "bulk.restart")).at(-1)).toMatchObject({ outcome: "refused", reason: expect.stringContaining("number 2") });
    await orderBulk(operator.as(), { ...inProduction, confirmed: "2" });
    await expect(orderBulk(operator.as(), restart(expecting(webs(test, 2)), { verb: "delete" }))).rejects.toMatchObject({
      code: "GateRefused",
    });
    await expect(orderBulk(operator.as(), restart(expecting(webs(test, 1)), { verb: "scale" }))).rejects.toMatchObject({
      code: "InvalidInput",
    });
    expect(await db.prisma.bulkOrder.count()).toBe(1);
  });

  it("is stopped by whoever may give it: what was ordered runs to its end, the rest is not ordered", async () => {
    const { bulkId } = await orderBulk(operator.as(), restart(expecting(webs(test, 10))));
    await advanceBulk(driver(), bulkId);
    await expect(stopBulk(viewer.as(), { bulkId })).rejects.toMatchObject({ code: "Forbidden" });
    await stopBulk(operator.as(), { bulkId });
    await expect(stopBulk(operator.as(), { bulkId })).rejects.toMatchObject({ code: "AlreadyDecided" });
    expect((await auditOf(db, "bulk.stop")).map(({ outcome }) => outcome)).toEqual(["refused", "succeeded", "refused"]);
    await drive(bulkId);
    expect(await getBulk(operator.as(), { bulkId })).toMatchObject({
      tally: { succeeded: 4, stopped: 6 },
      stoppedBy: "olga",
      finishedAt: expect.any(Date),
    });
    expect(await commands()).toHaveLength(4);
  });

  it("does not wait for ever for an agent that answers nothing: its orders expire, and the next objects have their turn", async () => {
    const { bulkId } = await orderBulk(operator.as(), restart(expecting(webs(test, 6))));
    const start = Date.now();
    for (const minutes of [0, 2, 4]) {
      now = () => new Date(start + minutes * 60_000);
      await advanceBulk(driver(), bulkId);
    }
    expect((await bulkTallies(driver().ctx, [bulkId], null)).get(bulkId)).toEqual({ expired: 6 });
    expect(await runningBulks(db)).toEqual([]);
  });

  it("orders nothing any more that nobody got to within an hour", async () => {
    const { bulkId } = await orderBulk(operator.as(), restart(expecting(webs(test, 3))));
    const start = Date.now();
    now = () => new Date(start + 61 * 60_000);
    for (let turn = 0; turn < 2; turn++) await advanceBulk(driver(), bulkId);
    expect(await commands()).toEqual([]);
    const { rows } = await listBulkChildren(operator.as(), { bulkId, cursor: null, limit: 10 });
    expect(rows.map(({ standing, phrase }) => [standing, phrase?.code])).toEqual(Array(3).fill(["stopped", "BulkTooLate"]));
    expect((await auditOf(db, "bulk.expire")).at(-1)).toMatchObject({ target: { id: bulkId }, after: { stopped: 3 } });
    expect(await runningBulks(db)).toEqual([]);
  });

  it("is taken back object by object, only where it did something, and once", async () => {
    const [done, failed] = [ref(test, "web-1"), ref(test, "web-2")];
    const { bulkId } = await orderBulk(operator.as(), restart(expecting([done, failed], 3), { verb: "scale", replicas: 6 }));
    await expect(undoBulk(operator.as(), { bulkId, key: aKey(), confirmed: null })).rejects.toMatchObject({ code: "WrongPhase" });
    await advanceBulk(driver(), bulkId);
    const [first, second] = await open();
    if (first && second) await Promise.all([answer(first, "succeeded"), answer(second, "refused", "drifted")]);
    await advanceBulk(driver(), bulkId);
    expect(await getBulk(operator.as(), { bulkId })).toMatchObject({
      undo: { verb: "scale", count: 1, confirm: null, gate: { isMet: true } },
    });
    await expect(undoBulk(viewer.as(), { bulkId, key: aKey(), confirmed: null })).rejects.toMatchObject({ code: "Forbidden" });
    const press = { bulkId, key: aKey(), confirmed: null };
    const back = await undoBulk(operator.as(), press);
    expect(await undoBulk(operator.as(), press)).toEqual(back);
    await expect(undoBulk(operator.as(), { ...press, key: aKey() })).rejects.toMatchObject({ code: "AlreadyDecided" });
    await advanceBulk(driver(), back.bulkId);
    expect((await open()).map(({ input }) => input)).toMatchObject([{ name: "web-1", expectReplicas: 6, replicas: 3 }]);
    expect(await getBulk(operator.as(), { bulkId })).toMatchObject({ undoneBy: back.bulkId });
    const restarted = await orderBulk(operator.as(), restart(expecting(webs(test, 1))));
    expect((await getBulk(operator.as(), restarted)).undo).toBeNull();
    await expect(undoBulk(operator.as(), { bulkId: restarted.bulkId, key: aKey(), confirmed: null })).rejects.toMatchObject({
      code: "InvalidInput",
    });
  });
});
