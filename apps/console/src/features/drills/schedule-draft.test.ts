import type { DrillScheduleView } from "@holdfast/contracts/drill";
import { describe, expect, it } from "vitest";
import { draftOfSchedule, emptySchedule, type ScheduleDraft, scheduleGaps, scheduleOfDraft } from "./schedule-draft";

const now = new Date("2026-11-22T10:00:00Z");
const whole: ScheduleDraft = {
  ...emptySchedule("Asia/Shanghai", "0199a000-0000-7000-8000-000000000001"),
  name: " Quarterly ",
  reason: "policy 7.3",
};

describe("the draft of a schedule of drills", () => {
  it("makes the schedule that its controls say", () => {
    const times = { repeats: "monthly", week: "last", weekday: 6, months: [3, 6, 9, 12], at: "02:00", zone: "Asia/Shanghai" };
    expect(scheduleOfDraft(whole, now)).toEqual({
      ...{ planId: whole.planId, name: "Quarterly", reason: "policy 7.3", times, askAheadMinutes: 1440, graceMinutes: 60, isPaused: false },
    });
    expect(scheduleOfDraft({ ...whole, askAheadHours: "0.5", months: "" }, now)).toMatchObject({
      askAheadMinutes: 30,
      times: { months: [] },
    });
  });

  it.each<Partial<ScheduleDraft>>([
    { repeats: "once", startsAt: "2026-12-24T18:00" },
    { repeats: "weekly", weekdays: [1, 5] },
    { repeats: "monthly", week: "second", weekday: 2, months: "" },
    { repeats: "days", days: "1, 15", months: "6" },
  ])("of a schedule that is kept makes the same one again: $repeats", (part) => {
    const kept = scheduleOfDraft({ ...whole, ...part, isPaused: true }, now);
    expect(kept).not.toBeNull();
    const view = { ...kept, id: "x", version: 1 } as unknown as DrillScheduleView;
    expect(scheduleOfDraft(draftOfSchedule(view, "UTC"), now)).toEqual(kept);
  });

  it.each<[string, Partial<ScheduleDraft>, string[]]>([
    ["no plan, no name and no reason", { planId: "", name: " ", reason: "no" }, ["planId", "name", "reason"]],
    ["no weekday", { repeats: "weekly" }, ["weekdays"]],
    ["no day of a month", { repeats: "days", days: "" }, ["days"]],
    ["a month that no year has", { months: "13" }, ["months"]],
    ["no time of day", { at: "24:00" }, ["at"]],
    ["no time zone", { zone: "Mars/Olympus" }, ["zone"]],
    ["an instant that is past", { repeats: "once", startsAt: "2025-12-24T18:00" }, ["startsAt"]],
    ["too long ahead, and no grace", { askAheadHours: "337", graceMinutes: "0" }, ["askAheadHours", "graceMinutes"]],
    ["nothing said of either", { askAheadHours: "", graceMinutes: "x" }, ["askAheadHours", "graceMinutes"]],
  ])("with %s names what to mend, and makes nothing", (_, part, gaps) => {
    expect(scheduleGaps({ ...whole, ...part }, now)).toEqual(gaps);
    expect(scheduleOfDraft({ ...whole, ...part }, now)).toBeNull();
  });
});
