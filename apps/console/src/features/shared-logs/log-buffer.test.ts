import { describe, expect, it } from "vitest";
import { asFile, emptyBuffer, MOST_LINES, matching, withLines } from "./log-buffer";

const texts = (buffer: ReturnType<typeof withLines>) => buffer.lines.map(({ text }) => text);

describe("the lines on the screen", () => {
  it("stand in the order of time, whichever container wrote them", () => {
    const buffer = withLines(emptyBuffer, [
      {
        target: 0,
        lines: [
          ["2026-11-21T08:00:00.1Z", "first"],
          ["2026-11-21T08:00:02Z", "third"],
        ],
      },
      { target: 1, lines: [["2026-11-21T08:00:00.123456789Z", "second"]] },
    ]);
    expect(texts(buffer)).toEqual(["first", "second", "third"]);
    expect(buffer.lines.map(({ target }) => target)).toEqual([0, 1, 0]);
  });

  it("are the newest ones when there are too many, each with a key of its own, and it is known how many are gone", () => {
    const many = Array.from({ length: MOST_LINES }, (_, i): [string, string] => ["2026-11-21T08:00:00Z", `line ${i}`]);
    const buffer = withLines(withLines(emptyBuffer, [{ target: 0, lines: many }]), [
      { target: 0, lines: [["2026-11-21T08:00:01Z", "new"]] },
    ]);
    expect(buffer).toMatchObject({ dropped: 1 });
    expect(buffer.lines).toHaveLength(MOST_LINES);
    expect(texts(buffer).at(-1)).toBe("new");
    expect(new Set(buffer.lines.map(({ key }) => key)).size).toBe(MOST_LINES);
    const huge = Array.from({ length: 5 }, (): [string, string] => ["2026-11-21T08:00:00Z", "x".repeat(1_500_000)]);
    expect(withLines(emptyBuffer, [{ target: 0, lines: huge }]).lines).toHaveLength(2);
  });

  it("are found by what they say, and go into a file as they are", () => {
    const { lines } = withLines(emptyBuffer, [
      {
        target: 1,
        lines: [
          ["2026-11-21T08:00:00Z", "Payment <b>FAILED</b>"],
          ["2026-11-21T08:00:01Z", "ok"],
        ],
      },
    ]);
    expect(matching(lines, " failed ").map(({ text }) => text)).toEqual(["Payment <b>FAILED</b>"]);
    expect(matching(lines, "")).toHaveLength(2);
    expect(asFile(lines, (target) => `pod-${target}`)).toBe(
      "2026-11-21T08:00:00Z pod-1 Payment <b>FAILED</b>\n2026-11-21T08:00:01Z pod-1 ok\n",
    );
  });
});
