import type { Log, LogFields } from "@holdfast/contracts/log-fields";
import { acquireLease } from "@holdfast/db/lease";
import { systemContext } from "@holdfast/services/context/system-context";
import { retentionDefaults } from "@holdfast/services/retention/retention-days";
import { aCluster } from "@holdfast/testkit/installation";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepHistory } from "./keep-history";

const db = suiteDatabase();
const DAY_MS = 86_400_000;
let told: LogFields[];
let loops: { stop(): Promise<void> }[];
let number = 0;

const start = (hubId: string, days: number) => {
  const log: Log = { info: (fields) => void told.push(fields), warn: () => undefined, error: (fields) => void told.push(fields) };
  const loop = keepHistory(systemContext({ db, now: () => new Date(), log }, hubId), hubId, retentionDefaults(days));
  loops.push(loop);
  return loop;
};
const left = () => db.prisma.inventoryChange.count();

beforeEach(async () => {
  [told, loops] = [[], []];
  await db.prisma.lease.deleteMany();
  await db.prisma.inventoryChange.deleteMany();
  const { id: clusterId } = await aCluster(db, `c-${++number}`);
  await db.prisma.inventoryChange.createMany({
    data: [1, 5, 9].map((days) => ({
      ...{ clusterId, uid: `u-${days}`, resource: "pods", kind: "Pod", namespace: "bank", name: `u-${days}`, operation: "updated" },
      ...{ observedAt: new Date(Date.now() - days * DAY_MS), recordedAt: new Date(), isDecision: false },
    })),
  });
});
afterEach(async () => void (await Promise.all(loops.map((loop) => loop.stop()))));

describe("a hub", () => {
  it("keeps the history to the days that its owner wants, and tells how much it deleted and how long that took", async () => {
    start("hub-1", 7);
    await vi.waitFor(async () => expect(await left()).toBe(2), { timeout: 15_000 });
    await vi.waitFor(() => expect(told).toEqual([{ count: 1, durationMs: expect.any(Number) }]), { timeout: 15_000 });
  });

  it("keeps it to the days that an admin says under Settings, whatever its environment says", async () => {
    await db.prisma.retentionSetting.create({ data: { kind: "history", days: 2, setByName: "ada", setAt: new Date() } });
    start("hub-1", 7);
    await vi.waitFor(async () => expect(await left()).toBe(1), { timeout: 15_000 });
    await db.prisma.retentionSetting.deleteMany();
  });

  it("leaves it to the one that does it already", async () => {
    await acquireLease(db, "history", "hub-2", 60_000);
    await start("hub-1", 7).stop();
    expect([await left(), told]).toEqual([3, []]);
  });
});
