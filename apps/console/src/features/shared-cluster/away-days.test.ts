import { AwayDays } from "@holdfast/contracts/cluster";
import { expect, it } from "vitest";
import { readAwayDays } from "./away-days";

it.each<[string, number | null | "refused"]>([
  ["", null],
  [" 7 ", 7],
  ["0", "refused"],
  ["366", "refused"],
  ["1.5", "refused"],
  ["soon", "refused"],
])("the days that a cluster may be away, as written: %j", (text, days) => {
  const form = new FormData();
  form.set("awayDays", text);
  const parsed = AwayDays.safeParse(readAwayDays(form));
  expect(parsed.success ? parsed.data : "refused").toBe(days);
});
