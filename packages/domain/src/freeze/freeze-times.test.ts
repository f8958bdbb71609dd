import type { FreezeTimes } from "@holdfast/contracts/freeze-window";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { heldUntil, nextStart } from "./freeze-times";

const at = (text: string) => new Date(text);
const weekend: FreezeTimes = { repeats: "weekly", weekdays: [5], at: "18:00", zone: "Asia/Shanghai", durationMinutes: 60 * 62 };

describe("a freeze", () => {
  it("once holds from its start until before its end, and never again", () => {
    const once: FreezeTimes = { repeats: "once", startsAt: at("2026-11-11T00:00:00Z"), endsAt: at("2026-11-12T00:00:00Z") };
    expect(heldUntil(once, at("2026-11-10T23:59:59.999Z"))).toBeNull();
    expect(heldUntil(once, once.startsAt)).toEqual(once.endsAt);
    expect(heldUntil(once, at("2026-11-11T23:59:59.999Z"))).toEqual(once.endsAt);
    expect(heldUntil(once, once.endsAt)).toBeNull();
    expect(nextStart(once, at("2026-11-10T00:00:00Z"))).toEqual(once.startsAt);
    expect(nextStart(once, once.startsAt)).toBeNull();
  });

  it("each week holds over midnights, by the wall clock of its zone", () => {
    // Friday 18:00 in Shanghai is 10:00 UTC; 62 hours later it is Monday 08:00.
    expect(heldUntil(weekend, at("2026-11-20T09:59:59Z"))).toBeNull();
    expect(heldUntil(weekend, at("2026-11-20T10:00:00Z"))).toEqual(at("2026-11-23T00:00:00Z"));
    expect(heldUntil(weekend, at("2026-11-22T23:59:59Z"))).toEqual(at("2026-11-23T00:00:00Z"));
    expect(heldUntil(weekend, at("2026-11-23T00:00:00Z"))).toBeNull();
    expect(nextStart(weekend, at("2026-11-23T00:00:00Z"))).toEqual(at("2026-11-27T10:00:00Z"));
  });

  it("keeps to the wall clock when it jumps", () => {
    const nightly: FreezeTimes = {
      repeats: "weekly",
      weekdays: [0, 1, 2, 3, 4, 5, 6],
      at: "22:00",
      zone: "Europe/Berlin",
      durationMinutes: 60,
    };
    expect(heldUntil(nightly, at("2026-03-28T21:30:00Z"))).toEqual(at("2026-03-28T22:00:00Z"));
    expect(heldUntil(nightly, at("2026-03-29T20:30:00Z"))).toEqual(at("2026-03-29T21:00:00Z"));
    expect(heldUntil(nightly, at("2026-03-29T21:30:00Z"))).toBeNull();
  });

  it("each month leaves out the months without its day", () => {
    const last: FreezeTimes = { repeats: "monthly", days: [31], at: "00:00", zone: "UTC", durationMinutes: 1440 };
    expect(heldUntil(last, at("2026-10-31T12:00:00Z"))).toEqual(at("2026-11-01T00:00:00Z"));
    expect(nextStart(last, at("2026-11-01T00:00:00Z"))).toEqual(at("2026-12-31T00:00:00Z"));
  });

  it("always holds right after it began, and its end lies no further than its duration", () => {
    const zone = fc.constantFrom("UTC", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu");
    const times = fc.record({
      repeats: fc.constant("weekly" as const),
      weekdays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
      at: fc
        .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
        .map((hm) => hm.map((n) => String(n).padStart(2, "0")).join(":")),
      zone,
      durationMinutes: fc.integer({ min: 1, max: 10_080 }),
    });
    const instant = fc.date({ min: at("2025-01-01T00:00:00Z"), max: at("2030-01-01T00:00:00Z"), noInvalidDate: true });
    fc.assert(
      fc.property(times, instant, (each, now) => {
        const held = heldUntil(each, now);
        if (held) {
          expect(held.getTime()).toBeGreaterThan(now.getTime());
          expect(held.getTime() - now.getTime()).toBeLessThanOrEqual(each.durationMinutes * 60_000);
        }
        const next = nextStart(each, now);
        expect(next && heldUntil(each, next)).toEqual(next && new Date(next.getTime() + each.durationMinutes * 60_000));
      }),
      { numRuns: 300 },
    );
  });
});
