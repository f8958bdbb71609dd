import type { FreezeWindowView } from "@holdfast/contracts/freeze-window";
import { describe, expect, it } from "vitest";
import { draftOfFreeze, emptyDraft, type FreezeDraft, freezeGaps, freezeOfDraft } from "./freeze-draft";

const now = new Date("2026-11-22T10:00:00Z");
const whole: FreezeDraft = { ...emptyDraft("Asia/Shanghai"), name: " Peak ", reason: "Singles' Day", repeats: "weekly", weekdays: [5, 1] };

describe("the draft of a freeze", () => {
  it("makes the freeze that its controls say", () => {
    const times = { repeats: "weekly", weekdays: [1, 5], at: "18:00", zone: "Asia/Shanghai", durationMinutes: 90 };
    expect(freezeOfDraft({ ...whole, hours: "1.5" }, now)).toEqual({ name: "Peak", reason: "Singles' Day", groups: [], times });
    const monthly = freezeOfDraft({ ...whole, repeats: "monthly", days: "1，15, 1", isForAll: false, groups: ["bank"] }, now);
    expect(monthly).toMatchObject({ groups: ["bank"], times: { repeats: "monthly", days: [1, 15], durationMinutes: 60 } });
  });

  it("of a freeze that is kept makes the same freeze again", () => {
    const kept = freezeOfDraft({ ...whole, repeats: "once", startsAt: "2026-12-24T18:00", endsAt: "2026-12-27T08:00" }, now);
    const view = {
      ...kept,
      id: "x",
      version: 1,
      holdsUntil: null,
      nextAt: null,
      madeByName: "",
      madeAt: now,
      mayManage: true,
    } as FreezeWindowView;
    expect(freezeOfDraft(draftOfFreeze(view, "UTC"), now)).toEqual(kept);
    const weekly = { ...view, ...freezeOfDraft(whole, now) } as FreezeWindowView;
    expect(freezeOfDraft(draftOfFreeze(weekly, "UTC"), now)).toEqual(freezeOfDraft(whole, now));
  });

  it.each<[string, Partial<FreezeDraft>, string[]]>([
    ["no name and no reason", { name: " ", reason: "no" }, ["name", "reason"]],
    ["chosen groups, and none chosen", { isForAll: false }, ["groups"]],
    ["no weekday", { weekdays: [] }, ["weekdays"]],
    ["no day of a month", { repeats: "monthly", days: "" }, ["days"]],
    ["a day that no month has", { repeats: "monthly", days: "1, 32" }, ["days"]],
    ["no time of day", { at: "24:00" }, ["at"]],
    ["no time zone", { zone: "Mars/Olympus" }, ["zone"]],
    ["longer than a week", { hours: "169" }, ["hours"]],
    ["no length", { hours: "x" }, ["hours"]],
    ["once, and no instants", { repeats: "once" }, ["startsAt", "endsAt"]],
    ["an end before the start", { repeats: "once", startsAt: "2026-12-24T18:00", endsAt: "2026-12-24T17:00" }, ["endsAt"]],
    ["an end that is past", { repeats: "once", startsAt: "2025-12-24T18:00", endsAt: "2025-12-25T18:00" }, ["endsAt"]],
  ])("with %s names what to mend, and makes nothing", (_, part, gaps) => {
    expect(freezeGaps({ ...whole, ...part }, now)).toEqual(gaps);
    expect(freezeOfDraft({ ...whole, ...part }, now)).toBeNull();
  });
});
