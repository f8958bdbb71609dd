import { describe, expect, it } from "vitest";
import { eventsBetween, readCast, sizeOf, withShortPauses } from "./cast";

const text = [
  '{"version":2,"width":100,"height":30}',
  '[0.5,"o","$ "]',
  '[60,"o","late"]',
  "no event",
  '[61,"r","132x50"]',
  '[61,"x","of a kind that is not known"]',
  "",
].join("\n");

describe("a recording that is replayed", () => {
  it("is read event by event, and a line that is none is left out", () => {
    const cast = readCast(text);
    expect([cast.columns, cast.rows, cast.length]).toEqual([100, 30, 61]);
    expect(cast.events.map(({ text: shown }) => shown)).toEqual(["$ ", "late", "132x50"]);
  });

  it("is refused when it is something else", () => {
    expect(() => readCast("<html>")).toThrow();
    expect(() => readCast('{"version":1}')).toThrow(/version 2/);
  });

  it("loses its long pauses and nothing else", () => {
    const short = withShortPauses(readCast(text), 2);
    expect(short.events.map(({ at }) => at)).toEqual([0.5, 2.5, 3.5]);
    expect(short.length).toBe(3.5);
  });

  it("shows every event once, however it is walked through", () => {
    const cast = readCast(text);
    const walked = [
      [-1, 0.5],
      [0.5, 30],
      [30, 99],
    ].flatMap(([from = 0, to = 0]) => eventsBetween(cast, from, to));
    expect(walked).toEqual(cast.events);
  });

  it("takes a size only where there is one", () => {
    expect(sizeOf({ at: 0, kind: "r", text: "132x50" })).toEqual({ columns: 132, rows: 50 });
    expect(sizeOf({ at: 0, kind: "r", text: "9999x9999" })).toBeNull();
  });
});
