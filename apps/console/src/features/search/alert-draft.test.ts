import { SetSearchAlert } from "@holdfast/contracts/search-alert";
import { describe, expect, it } from "vitest";
import { holdChoices, MOST_THRESHOLD, readAlert } from "./alert-draft";

const id = "019ab000-0000-7000-8000-000000000000";
const form = (fields: Record<string, string | string[]>) => {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) made.append(name, each);
  return made;
};

describe("the form of an alert", () => {
  it("is read into what the contract takes", () => {
    for (const hold of holdChoices) {
      const read = readAlert(form({ condition: "moreThan", threshold: String(MOST_THRESHOLD), hold: String(hold), channels: [id] }), id);
      expect(SetSearchAlert.parse(read)).toEqual({
        searchId: id,
        condition: "moreThan",
        threshold: 4999,
        holdSeconds: hold,
        channelIds: [id],
      });
    }
    expect(SetSearchAlert.safeParse({ ...readAlert(form({ threshold: "1" }), id), threshold: MOST_THRESHOLD + 1 }).success).toBe(false);
  });

  it.each(["", "-1", "1.5", "many", "5000"])("is not read with a number that can't be asked for: %s", (threshold) => {
    expect(readAlert(form({ condition: "moreThan", threshold, hold: "0" }), id)).toBeNull();
  });

  it("asks for no number where the search is to find nothing, or something new", () => {
    for (const condition of ["none", "new"])
      expect(readAlert(form({ condition, hold: "60" }), id)).toMatchObject({ condition, threshold: 0, channelIds: [] });
  });
});
