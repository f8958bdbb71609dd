import { acquireLease } from "@holdfast/db/lease";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { v7 as uuid } from "uuid";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { getRetention } from "./get-retention";
import { pruneRows } from "./prune-rows";
import { retentionDays, retentionDefaults } from "./retention-days";
import { setRetention } from "./set-retention";

const db = suiteDatabase();
const NOW = new Date("2026-11-21T20:30:00Z");
const CUTOFF = new Date("2026-11-14T20:00:00Z");
const defaults = retentionDefaults(14);
let admin: Person;
let operator: Person;

beforeAll(async () => {
  admin = await aPerson(db, "ada", ["admin"]);
  operator = await aPerson(db, "olga", ["operator"]);
});
beforeEach(async () => {
  await db.prisma.lease.deleteMany();
  await db.prisma.retentionSetting.deleteMany();
  await db.prisma.event.deleteMany();
  await db.prisma.notificationChannel.deleteMany();
});

const minutesFromCutoff = (minutes: number) => new Date(CUTOFF.getTime() + minutes * 60_000);
const events = (minutes: readonly number[]) =>
  db.prisma.event.createMany({
    data: minutes.map((minute, i) => ({
      ...{
        id: BigInt(i + 1),
        type: "plan.saved",
        clusterIds: [],
        subjectKind: "plan",
        subjectId: "p",
        payload: {},
        at: minutesFromCutoff(minute),
      },
    })),
  });
const told = (eventId: bigint) => db.prisma.notificationCursor.update({ where: { id: 1 }, data: { eventId } });
const lease = async () => {
  const held = await acquireLease(db, "history", "hub-1", 60_000);
  if (!held) throw new Error("the lease was free");
  return held;
};
const system = () => theSystem(db, () => NOW);
const ids = async () => (await db.prisma.event.findMany({ orderBy: { id: "asc" } })).map(({ id }) => Number(id));

describe("how long things are kept", () => {
  it("is the installation's default until an admin says otherwise, on record; nobody else may", async () => {
    expect(await retentionDays(db, defaults, new Date())).toEqual({
      history: 14,
      events: 30,
      deliveries: 30,
      recordings: 90,
      violations: 180,
    });
    await setRetention(admin.as(), defaults, { kind: "history", days: 7, version: 0 });
    expect(await retentionDays(db, defaults, new Date())).toEqual({
      history: 7,
      events: 30,
      deliveries: 30,
      recordings: 90,
      violations: 180,
    });
    expect((await auditOf(db, "retention.set")).at(-1)).toMatchObject({ outcome: "succeeded", before: { days: 14 }, after: { days: 7 } });
    await expect(setRetention(operator.as(), defaults, { kind: "history", days: 1, version: 1 })).rejects.toMatchObject({
      code: "Forbidden",
    });
    await expect(getRetention(operator.as(), defaults)).rejects.toMatchObject({ code: "Forbidden" });
    expect((await auditOf(db, "retention.set")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: operator.id } });
    expect((await retentionDays(db, defaults, new Date())).history).toBe(7);
  });

  it("gets shorter for recordings a week after it was said, however often it is said: nobody has what they did deleted at once", async () => {
    const dayMs = 86_400_000;
    const at = (days: number) => new Date(NOW.getTime() + days * dayMs);
    const shorten = (days: number, version: number, when: Date) =>
      setRetention({ ...admin.as(), now: () => when }, defaults, { kind: "recordings", days, version });
    const keptFor = async (when: Date) => (await retentionDays(db, defaults, when)).recordings;
    await shorten(1, 0, at(0));
    expect(await keptFor(at(6.9))).toBe(90);
    const { kinds } = await getRetention({ ...admin.as(), now: () => at(1) }, defaults);
    expect(kinds.find(({ kind }) => kind === "recordings")).toMatchObject({ days: 1, held: { days: 90, until: at(7) } });
    await shorten(2, 1, at(3));
    expect(await keptFor(at(7.1))).toBe(90);
    expect(await keptFor(at(10.1))).toBe(2);
    await shorten(200, 2, at(11));
    expect(await keptFor(at(11))).toBe(200);
  });

  it("is not overwritten by who has not seen the newest", async () => {
    await setRetention(admin.as(), defaults, { kind: "events", days: 7, version: 0 });
    for (const version of [0, 2])
      await expect(setRetention(admin.as(), defaults, { kind: "events", days: 1, version })).rejects.toMatchObject({
        code: "VersionConflict",
      });
    await setRetention(admin.as(), defaults, { kind: "events", days: 8, version: 1 });
  });

  it("is shown with how much there is of each, and of the audit chain", async () => {
    await events([-10, 10]);
    const { kinds, audit } = await getRetention(admin.as(), defaults);
    expect(kinds).toMatchObject([
      { kind: "history", days: 14, setByName: null, stored: { rows: 0, oldestAt: null } },
      { kind: "events", days: 30, stored: { rows: 2, isEstimate: false, oldestAt: minutesFromCutoff(-10) } },
      { kind: "deliveries", stored: { rows: 0 } },
      { kind: "recordings", days: 90, stored: { rows: 0, oldestAt: null } },
      { kind: "violations", days: 180, stored: { rows: 0, oldestAt: null } },
    ]);
    expect(audit.rows).toBe(await db.prisma.auditEntry.count());
  });

  it("counts a large table no further than ten thousand, and says that the rest is an estimate", async () => {
    await events(Array.from({ length: 10_050 }, () => 1));
    await db.prisma.$executeRaw`ANALYZE event`;
    const { kinds } = await getRetention(admin.as(), defaults);
    expect(kinds.find(({ kind }) => kind === "events")?.stored).toMatchObject({ isEstimate: true, rows: 10_050 });
  });
});

describe("letting go", () => {
  it("takes the events that are older, in batches, and none that no channel was asked about yet; it is on record", async () => {
    await events([-600, -1, -1, 0, 1]);
    await told(2n);
    expect(await pruneRows(system(), await lease(), "events", 7)).toBe(2);
    expect(await ids()).toEqual([3, 4, 5]);
    expect((await auditOf(db, "retention.prune")).at(-1)).toMatchObject({ target: { id: "events" }, after: { deleted: 2 } });
    await told(5n);
    await pruneRows(system(), await lease(), "events", 7);
    expect(await ids()).toEqual([4, 5]);
    const entries = (await auditOf(db, "retention.prune")).length;
    expect(await pruneRows(system(), await lease(), "events", 7)).toBe(0);
    expect((await auditOf(db, "retention.prune")).length).toBe(entries);
  });

  it("takes old deliveries, but none that is still on its way", async () => {
    const channelId = uuid();
    await db.prisma.notificationChannel.create({
      data: {
        ...{ id: channelId, name: "pager", kind: "webhook", settings: {}, sealed: "", topics: [], selector: {}, language: "en" },
        ...{ createdById: "a", createdByName: "a", createdAt: NOW },
      },
    });
    const rows = [
      ["delivered", -1],
      ["failed", -1],
      ["waiting", -1],
      ["delivered", 1],
    ] as const;
    await db.prisma.notificationDelivery.createMany({
      data: rows.map(([state, minute]) => ({
        ...{ id: uuid(), channelId, topic: "test", content: {}, state, startedAt: NOW, createdAt: minutesFromCutoff(minute) },
      })),
    });
    expect(await pruneRows(system(), await lease(), "deliveries", 7)).toBe(2);
    const left = await db.prisma.notificationDelivery.findMany({ orderBy: { createdAt: "asc" }, select: { state: true } });
    expect(left).toEqual([{ state: "waiting" }, { state: "delivered" }]);
  });

  it("never takes anything of the audit chain", async () => {
    const before = await db.prisma.auditEntry.count();
    expect(before).toBeGreaterThan(0);
    for (const kind of ["events", "deliveries"] as const)
      await pruneRows(
        theSystem(db, () => new Date("2099-01-01T00:00:00Z")),
        await lease(),
        kind,
        1,
      );
    expect(await db.prisma.auditEntry.count()).toBeGreaterThanOrEqual(before);
  });
});
