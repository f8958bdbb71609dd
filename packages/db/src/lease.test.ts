import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it, vi } from "vitest";
import { acquireLease, LeaseLost, releaseLease, renewLease, requireLease } from "./lease";

const db = suiteDatabase();

describe("a lease", () => {
  it("has exactly one owner when many race for it", async () => {
    const owners = Array.from({ length: 20 }, (_, i) => `hub-${i}`);
    const won = await Promise.all(owners.map((owner) => acquireLease(db, "race", owner, 60_000)));
    expect(won.filter(Boolean)).toHaveLength(1);
  });

  it("refuses the writes of an owner whose lease ran out, and gives the next owner a higher epoch", async () => {
    const first = await acquireLease(db, "stale", "hub-a", 50);
    const second = await vi.waitUntil(() => acquireLease(db, "stale", "hub-b", 60_000), { timeout: 5000, interval: 20 });

    if (!first || !second) throw new Error("both held the lease in turn");
    expect(second.epoch).toBe(first.epoch + 1n);
    await expect(db.prisma.$transaction((tx) => requireLease(tx, first))).rejects.toThrow(LeaseLost);
    expect(await renewLease(db, first, 60_000)).toBe(false);
    await expect(db.prisma.$transaction((tx) => requireLease(tx, second))).resolves.toBeUndefined();
  });

  it("gets a new epoch even for the same owner once it ran out", async () => {
    const first = await acquireLease(db, "again", "hub-a", 60_000);
    if (!first) throw new Error("a free lease is given");
    await releaseLease(db, first);
    const second = await acquireLease(db, "again", "hub-a", 60_000);
    expect(second?.epoch).toBe(first.epoch + 1n);
  });
});
