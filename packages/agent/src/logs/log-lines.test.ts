import { describe, expect, it } from "vitest";
import { logLines, wholeSecond } from "./log-lines";

const text = ["2026-11-21T08:00:00.1Z one", "2026-11-21T08:00:00.123456789Z two", "2026-11-21T08:00:00.2Z three", ""].join("\n");
const said = (lines: ReturnType<typeof logLines>) => lines.map(([, line]) => line);

describe("the lines of a log", () => {
  it("come with their instants, and after one without those that were told", () => {
    expect(logLines(text, null, false)[0]).toEqual(["2026-11-21T08:00:00.1Z", "one"]);
    expect(said(logLines(text, "2026-11-21T08:00:00.1Z", false))).toEqual(["two", "three"]);
    // A tenth of a second is more than 0.123456789 of one, though it is shorter.
    expect(said(logLines(text, "2026-11-21T08:00:00.123456789Z", false))).toEqual(["three"]);
    expect(said(logLines(text, "2026-11-21T08:00:00.2Z", false))).toEqual([]);
  });

  it("leave out a torn end, which comes whole the next time", () => {
    expect(said(logLines(`${text}2026-11-21T08:00:01Z fo`, null, true))).toEqual(["one", "two", "three"]);
    expect(said(logLines("2026-11-21T08:00:01Z endl", null, true))).toEqual(["endl"]);
    expect(said(logLines(`${text}2026-11-21T08:00:01Z four`, null, false))).toEqual(["one", "two", "three", "four"]);
  });

  it("keep empty lines, cut off endless ones, and cut out what looks like a secret", () => {
    expect(logLines("2026-11-21T08:00:00Z \n2026-11-21T08:00:01Z\n", null, false)).toEqual([
      ["2026-11-21T08:00:00Z", ""],
      ["2026-11-21T08:00:01Z", ""],
    ]);
    expect(said(logLines(`2026-11-21T08:00:00Z ${"x".repeat(20_000)}\n`, null, false))[0]).toHaveLength(8193);
    expect(said(logLines("2026-11-21T08:00:00Z login password=hunter2 ok\n", null, false))).toEqual(["login password=[redacted] ok"]);
  });

  it("begin from a whole second, because the API server knows no smaller one", () => {
    expect(wholeSecond("2026-11-21T08:00:00.123456789Z")).toBe("2026-11-21T08:00:00Z");
    expect(wholeSecond("2026-11-21T08:00:00.5+01:00")).toBe("2026-11-21T08:00:00+01:00");
  });
});
