import { describe, expect, it } from "vitest";
import { addMonths, dayIn, spanOf, weeksOf } from "./month-grid";

describe("a month of the calendar", () => {
  it("has whole weeks from Monday on, and each of its days once", () => {
    const weeks = weeksOf("2026-11");
    expect(weeks.map((week) => week[0])).toEqual(["2026-10-26", "2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"]);
    expect(weeks.flat().filter((day) => day.startsWith("2026-11"))).toHaveLength(30);
    expect(weeksOf("2027-02")).toHaveLength(4);
  });

  it("is left for the one before and after over the year's end", () => {
    expect(addMonths("2026-12", 1)).toBe("2027-01");
    expect(addMonths("2027-01", -1)).toBe("2026-12");
  });

  it("puts an instant on the day that the reader's zone calls it", () => {
    const at = new Date("2026-11-30T18:00:00Z");
    expect([dayIn(at, "UTC"), dayIn(at, "Asia/Shanghai"), dayIn(at, "America/New_York")]).toEqual([
      "2026-11-30",
      "2026-12-01",
      "2026-11-30",
    ]);
  });

  it("asks for all that any zone could put into its weeks, and for no more than the server tells at once", () => {
    const { from, until } = spanOf("2026-11");
    expect(from.toISOString()).toBe("2026-10-25T00:00:00.000Z");
    expect(until.toISOString()).toBe("2026-12-08T00:00:00.000Z");
    expect(until.getTime() - from.getTime()).toBeLessThan(100 * 86_400_000);
  });
});
