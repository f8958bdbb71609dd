import { describe, expect, it } from "vitest";
import { questionDesk } from "./question-desk";

const forever = new AbortController().signal;
const DEADLINE_MS = 60_000;

/** Asks so often for somebody, and tells how many were let in. */
function admitted(desk: ReturnType<typeof questionDesk>, times: number, asker?: string): Promise<number> {
  const asked = Array.from({ length: times }, () => {
    const answer = desk.ask("logs.tail", {}, DEADLINE_MS, forever, asker);
    return Promise.race([answer.then(() => true), new Promise<boolean>((resolve) => setImmediate(() => resolve(true)))]).catch(() => false);
  });
  return Promise.all(asked).then((all) => all.filter(Boolean).length);
}

describe("the questions to one agent", () => {
  it("of one person are so many at most, whatever others ask", async () => {
    const desk = questionDesk();
    expect(await admitted(desk, 40, "olga")).toBe(32);
    expect(await admitted(desk, 10, "ada")).toBe(10);
  });

  it("of all people together leave room for what a failover has to know", async () => {
    const desk = questionDesk();
    let people = 0;
    for (let i = 0; i < 10; i++) people += await admitted(desk, 32, `person-${i}`);
    expect(people).toBe(192);
    expect(await admitted(desk, 70)).toBe(64);
  });

  it("make room again when they end", async () => {
    const desk = questionDesk();
    const leaving = new AbortController();
    const asked = Array.from({ length: 32 }, () => desk.ask("logs.tail", {}, DEADLINE_MS, leaving.signal, "olga").catch(() => null));
    expect(await admitted(desk, 1, "olga")).toBe(0);
    leaving.abort();
    await Promise.all(asked);
    expect(await admitted(desk, 1, "olga")).toBe(1);
  });
});
