import { describe, expect, it, vi } from "vitest";
import { inputLine, type SentInput } from "./input-line";

const settled = (isDone: () => boolean) => vi.waitFor(() => expect(isDone()).toBe(true));

describe("what is typed into a terminal", () => {
  it("goes in order, and what is typed while one input is under way goes with the next", async () => {
    const sent: SentInput[] = [];
    let pass: () => void = () => undefined;
    const line = inputLine(async (input) => {
      sent.push(input);
      if (sent.length === 1) await new Promise<void>((resolve) => (pass = resolve));
      return { refusal: null };
    }, expect.fail);
    line.type("l");
    line.type("s");
    line.resize({ columns: 100, rows: 30 });
    line.type("\r");
    pass();
    await settled(() => sent.length === 2);
    expect(sent).toEqual([
      { seq: 1, text: "l", size: null },
      { seq: 2, text: "s\r", size: { columns: 100, rows: 30 } },
    ]);
  });

  it("is sent again under its number when no answer came, or when nobody records at this moment", async () => {
    const sent: number[] = [];
    const answers = [
      () => Promise.reject(new Error("broken")),
      async () => ({ refusal: "Unrecorded" as const }),
      async () => ({ refusal: null }),
    ];
    const line = inputLine(
      ({ seq }) => {
        sent.push(seq);
        return (answers.shift() ?? expect.fail)();
      },
      expect.fail,
      1,
    );
    line.type("x");
    await settled(() => sent.length === 3);
    expect(sent).toEqual([1, 1, 1]);
  });

  it("is given up, aloud, when it never arrives, and silently when the terminal has ended", async () => {
    let lost = 0;
    const never = inputLine(
      () => Promise.reject(new Error("broken")),
      () => lost++,
      0,
    );
    never.type("x");
    await settled(() => lost === 1);
    let count = 0;
    const over = inputLine(async () => ({ refusal: count++ >= 0 ? ("Ended" as const) : null }), expect.fail, 0);
    over.type("x");
    await settled(() => count === 1);
    over.type("y");
    expect(count).toBe(1);
  });
});
