import type { DrillTimes } from "@holdfast/contracts/drill";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drillsAfter } from "./drill-times";

const at = (text: string) => new Date(text);
const texts = (times: DrillTimes, after: string, most = 3) =>
  drillsAfter(times, at(after), most).map((each) => each.toISOString().slice(0, 16));
const nightly = (zone: string, clock: string): DrillTimes => ({ repeats: "weekly", weekdays: [0, 1, 2, 3, 4, 5, 6], at: clock, zone });

describe("the times of drills", () => {
  it("once come once, and never when they are past", () => {
    const once: DrillTimes = { repeats: "once", startsAt: at("2026-12-01T02:00:00Z") };
    expect(texts(once, "2026-11-01T00:00:00Z")).toEqual(["2026-12-01T02:00"]);
    expect(texts(once, "2026-12-01T02:00:00Z")).toEqual([]);
  });

  it("on the last Sunday of each quarter come by the wall clock of their zone", () => {
    const times: DrillTimes = { repeats: "monthly", week: "last", weekday: 0, months: [3, 6, 9, 12], at: "02:00", zone: "Asia/Shanghai" };
    expect(texts(times, "2026-11-22T00:00:00Z")).toEqual(["2026-12-26T18:00", "2027-03-27T18:00", "2027-06-26T18:00"]);
    expect(texts({ ...times, week: "second", weekday: 2, months: [] }, "2026-11-22T00:00:00Z", 1)).toEqual(["2026-12-07T18:00"]);
  });

  it("leave out a month without such a day", () => {
    const times: DrillTimes = { repeats: "days", days: [31], months: [], at: "00:00", zone: "UTC" };
    expect(texts(times, "2026-10-31T12:00:00Z", 2)).toEqual(["2026-12-31T00:00", "2027-01-31T00:00"]);
  });

  it("that the clock leaves out in spring come right after its jump, and those that it has twice in autumn come once", () => {
    expect(texts(nightly("Europe/Berlin", "02:30"), "2026-03-28T12:00:00Z", 2)).toEqual(["2026-03-29T01:00", "2026-03-30T00:30"]);
    expect(texts(nightly("Europe/Berlin", "02:30"), "2026-10-24T12:00:00Z", 2)).toEqual(["2026-10-25T00:30", "2026-10-26T01:30"]);
    expect(texts(nightly("America/New_York", "01:30"), "2026-10-31T12:00:00Z", 2)).toEqual(["2026-11-01T05:30", "2026-11-02T06:30"]);
  });

  it("stand in order, each after the last, none later than asked for, and are the same from wherever one looks", () => {
    const zone = fc.constantFrom("UTC", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu");
    const clock = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((hm) => hm.map((n) => String(n).padStart(2, "0")).join(":"));
    const instant = fc.date({ min: at("2025-01-01T00:00:00Z"), max: at("2030-01-01T00:00:00Z"), noInvalidDate: true });
    fc.assert(
      fc.property(zone, clock, fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }), instant, (z, c, weekdays, now) => {
        const times: DrillTimes = { repeats: "weekly", weekdays, at: c, zone: z };
        const until = new Date(now.getTime() + 40 * 86_400_000);
        const found = drillsAfter(times, now, 100, until);
        expect(found.length).toBeGreaterThan(weekdays.length * 4);
        found.forEach((each, i) => {
          expect(each.getTime()).toBeGreaterThan((found[i - 1] ?? now).getTime());
          expect(each.getTime()).toBeLessThanOrEqual(until.getTime());
        });
        expect(drillsAfter(times, found[0] ?? now, 100, until)).toEqual(found.slice(1));
      }),
      { numRuns: 60 },
    );
  });
});
