import { describe, expect, it } from "vitest";
import { absoluteTime, fullTime } from "./absolute-time";
import { relativeTime } from "./relative-time";

const now = Date.parse("2026-03-01T12:00:00Z");
const SECOND = 1000;

describe("how long ago", () => {
  it.each([
    [0, "now", 0],
    [999, "now", 0],
    [SECOND, "second", 1],
    [59 * SECOND, "second", 59],
    [60 * SECOND, "minute", 1],
    [3599 * SECOND, "minute", 59],
    [3600 * SECOND, "hour", 1],
    [86_400 * SECOND, "day", 1],
    [400 * 86_400 * SECOND, "day", 400],
  ])("%i ms is %s %i", (ago, unit, count) => {
    expect(relativeTime(now - ago, now)).toEqual({ unit, count, isFuture: false });
  });

  it("knows the future, but not for a clock that is less than a second ahead", () => {
    expect(relativeTime(now + 90 * SECOND, now)).toEqual({ unit: "minute", count: 1, isFuture: true });
    expect(relativeTime(now + 500, now).isFuture).toBe(false);
  });
});

describe("an instant in words", () => {
  const shanghai = { locale: "en", timeZone: "Asia/Shanghai" };

  it("leaves out the day only when it is today where the reader is", () => {
    expect(absoluteTime(Date.parse("2026-03-01T11:00:00Z"), now, shanghai)).toBe("19:00:00");
    expect(absoluteTime(Date.parse("2026-03-01T17:00:00Z"), now, shanghai)).toMatch(/Mar 2.*01:00:00/);
    expect(absoluteTime(Date.parse("2024-03-01T17:00:00Z"), now, shanghai)).toMatch(/2024/);
  });

  it("writes midnight as 00, not as 24", () => {
    expect(absoluteTime(Date.parse("2026-03-01T00:00:05Z"), now, { locale: "en", timeZone: "UTC" })).toBe("00:00:05");
  });

  it("is given in full in the reader's zone and in UTC", () => {
    const full = fullTime(now, shanghai);
    expect(full).toContain("20:00:00");
    expect(full).toContain("2026-03-01T12:00:00.000Z");
  });
});
