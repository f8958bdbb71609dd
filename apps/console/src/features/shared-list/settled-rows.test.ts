import { describe, expect, it } from "vitest";
import { settledRows } from "./settled-rows";

const row = (id: string, word = "") => ({ id, word });
const settle = (stood: string[], rows: { id: string; word: string }[]) => settledRows(stood, rows, (each) => each.id);

describe("a list under the reader's eyes", () => {
  it("takes the first rows as they come", () => {
    expect(settle([], [row("a"), row("b")])).toMatchObject({ keys: ["a", "b"], arrivals: 0 });
  });

  it("does not jump when something new sorts in between, and counts it", () => {
    expect(settle(["a", "c"], [row("a"), row("b"), row("c")])).toMatchObject({ keys: ["a", "c"], arrivals: 1 });
  });

  it("gives a row its new content where it stands, also when it would sort elsewhere now", () => {
    const { rows } = settle(["a", "b"], [row("b", "worse"), row("a")]);
    expect(rows).toEqual([row("a"), row("b", "worse")]);
  });

  it("lets a row go that is gone, and goes on with the page that was read last", () => {
    expect(settle(["a", "b", "c"], [row("a"), row("c"), row("d"), row("e")])).toMatchObject({ keys: ["a", "c", "d", "e"], arrivals: 0 });
  });

  it("starts anew when nothing of what stood there is left", () => {
    expect(settle(["a"], [row("x"), row("y")])).toMatchObject({ keys: ["x", "y"], arrivals: 0 });
  });
});
