import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ExecChannel, ProgramEnd } from "./exec-channel";
import { ExecDesk, MOST_SESSIONS } from "./exec-desk";

const never = new AbortController().signal;

/** A program that does what the case says. */
function aProgram() {
  let take: (bytes: Buffer) => void = () => undefined;
  let end: (end: ProgramEnd) => void = () => undefined;
  const typed: string[] = [];
  const state = { isPaused: false, isClosed: false, unread: 0 };
  const channel: ExecChannel = {
    onOutput: (given) => {
      take = given;
    },
    write: (text) => void typed.push(text),
    waiting: () => state.unread,
    resize: ({ columns, rows }) => void typed.push(`${columns}x${rows}`),
    pause: () => {
      state.isPaused = true;
    },
    resume: () => {
      state.isPaused = false;
    },
    ended: new Promise((resolve) => {
      end = resolve;
    }),
    close: () => {
      state.isClosed = true;
    },
  };
  return { channel, typed, state, show: (bytes: string | Buffer) => take(Buffer.from(bytes)), end: (given: ProgramEnd) => end(given) };
}

const beginning = {
  ...{ session: "s", namespace: "bank", pod: "web", container: "app", command: ["sh"], account: "app", columns: 80, rows: 24 },
  ...{ idleMs: 1000, mostMs: 10_000 },
};

async function aSession(part: object = {}) {
  const program = aProgram();
  const desk = new ExecDesk(async () => program.channel, { unattendedMs: 2000, recordedMs: 300 });
  await desk.begin({ ...beginning, ...part });
  const fetch = async (after: number, waitMs = 0) => {
    const answer = desk.exchange("s", after, waitMs, never);
    await vi.advanceTimersByTimeAsync(20);
    return answer;
  };
  return { ...program, desk, fetch };
}

describe("a terminal of the agent", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("hands out what was shown in order, the same again until it is acknowledged, and no half of a character", async () => {
    const { show, fetch } = await aSession();
    show(Buffer.from([0xe4, 0xbd]));
    show(Buffer.from([0xa0]));
    const first = await fetch(0);
    expect(first.frames.map(([seq, , , text]) => [seq, text])).toEqual([[1, "你"]]);
    show("more");
    expect((await fetch(0)).frames.map(([, , , text]) => text)).toEqual(["你", "more"]);
    expect((await fetch(1)).frames.map(([seq, , , text]) => [seq, text])).toEqual([[2, "more"]]);
    expect((await fetch(2)).frames).toEqual([]);
  });

  it("holds the program while nobody fetches what it shows, and lets it go on when it was fetched", async () => {
    const { show, state, fetch } = await aSession();
    show("x".repeat(300_000));
    expect(state.isPaused).toBe(true);
    let after = 0;
    for (let round = 0; round < 9 && state.isPaused; round++) after = (await fetch(after)).frames.at(-1)?.[0] ?? after;
    expect(state.isPaused).toBe(false);
  });

  it("types once what comes twice, refuses what comes out of order, and what nobody would keep the answer of", async () => {
    const { desk, typed } = await aSession();
    const type = (seq: number, text: string) => desk.input("s", "w", seq, text, null, false);
    expect([type(1, "a"), type(1, "a"), type(3, "c"), type(2, "b")]).toEqual([null, null, "OutOfOrder", null]);
    expect(typed).toEqual(["80x24", "a", "b"]);
    await vi.advanceTimersByTimeAsync(301);
    expect(type(3, "c")).toBe("Unrecorded");
    expect(typed).toEqual(["80x24", "a", "b"]);
  });

  it("ends a program that takes nothing of what is typed, and says why: it would pile up in the agent", async () => {
    const { desk, state, fetch } = await aSession();
    state.unread = 900_000;
    expect(desk.input("s", "w", 1, "x".repeat(16_000), null, false)).toBeNull();
    expect(state.isClosed).toBe(false);
    state.unread = 1_100_000;
    desk.input("s", "w", 2, "x".repeat(16_000), null, false);
    expect(state.isClosed).toBe(true);
    expect((await fetch(0)).ended).toMatchObject({ why: "failed", message: expect.stringContaining("no input") });
  });

  it.each([
    ["idle", 1001, {}],
    ["time", 1501, { idleMs: 9000, mostMs: 1500 }],
    ["unattended", 2001, { idleMs: 9000 }],
  ])("ends by itself: %s, hanging up on the program, and says so to who asks", async (why, waitMs, part) => {
    const { desk, state, fetch } = await aSession(part);
    await vi.advanceTimersByTimeAsync(waitMs - 500);
    expect(state.isClosed).toBe(false);
    await vi.advanceTimersByTimeAsync(500);
    expect(state.isClosed).toBe(true);
    expect(await fetch(0)).toMatchObject({ isKnown: true, ended: { why, exitCode: null } });
    expect(desk.input("s", "w", 1, "x", null, false)).toBe("Ended");
  });

  it("ends with the program, after the last of what it showed, with its exit code", async () => {
    const { show, end, fetch } = await aSession();
    show("bye");
    end({ exitCode: 3, message: "" });
    const { frames, ended } = await fetch(0);
    expect(frames.map(([, , , text]) => text)).toEqual(["bye"]);
    expect(ended).toEqual({ why: "exited", exitCode: 3, message: "" });
  });

  it("answers who waits the moment something is shown", async () => {
    const { desk, show } = await aSession();
    const answer = desk.exchange("s", 0, 900, never);
    await vi.advanceTimersByTimeAsync(100);
    show("now");
    await vi.advanceTimersByTimeAsync(20);
    expect((await answer).frames.map(([, , , text]) => text)).toEqual(["now"]);
  });

  it("ends with the link, each of them", async () => {
    const { desk, state } = await aSession();
    desk.endAll();
    expect(state.isClosed).toBe(true);
  });

  it("is one of so many at most, and none where the owner of the cluster lets nobody", async () => {
    const desk = new ExecDesk(async () => aProgram().channel);
    for (let i = 0; i < MOST_SESSIONS; i++) await desk.begin({ ...beginning, session: `s${i}` });
    await expect(desk.begin({ ...beginning, session: "more" })).rejects.toMatchObject({ reason: "TooManySessions" });
    desk.close();
    await expect(new ExecDesk(null).begin(beginning)).rejects.toMatchObject({
      reason: "ExecNotAllowed",
      message: expect.stringContaining("--exec"),
    });
  });
});
