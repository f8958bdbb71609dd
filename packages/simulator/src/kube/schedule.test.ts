import { describe, expect, it } from "vitest";
import { parseSchedule } from "./schedule";

const nextOf = (text: string, after: string) => {
  const schedule = parseSchedule(text);
  if ("fault" in schedule) throw new Error(schedule.fault);
  return schedule.next(new Date(after)).toISOString().slice(0, 16);
};

describe("a schedule", () => {
  it.each([
    ["*/5 * * * *", "2026-11-21T08:02:10Z", "2026-11-21T08:05"],
    ["0 2 * * *", "2026-11-21T02:00:00Z", "2026-11-22T02:00"],
    ["30 9-17/4 * * mon-fri", "2026-11-21T08:00:00Z", "2026-11-23T09:30"],
    ["0 0 1 jan *", "2026-11-21T08:00:00Z", "2027-01-01T00:00"],
    ["0 0 13 * 5", "2026-11-21T08:00:00Z", "2026-11-27T00:00"],
    ["@hourly", "2026-11-21T08:59:59Z", "2026-11-21T09:00"],
    ["15,45 * * * 7", "2026-11-21T08:00:00Z", "2026-11-22T00:15"],
  ])("%s after %s is due at %s", (text, after, due) => {
    expect(nextOf(text, after)).toBe(due);
  });

  it.each(["* * * *", "61 * * * *", "x * * * *", "5-2 * * * *", "*/0 * * * *"])("says what is wrong with %s", (text) => {
    expect(parseSchedule(text)).toMatchObject({ fault: expect.any(String) });
  });
});
