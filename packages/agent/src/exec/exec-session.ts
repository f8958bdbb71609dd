// One program with a terminal, from its start to its end: what it showed and nobody has kept yet, and the clocks that end it. It
// holds little: while its output is not fetched, the program waits.
import { StringDecoder } from "node:string_decoder";
import type { TerminalSize } from "@holdfast/contracts/commands/pod-exec";
import type { ExecEnd, TerminalFrame } from "@holdfast/contracts/queries/pod-exec-exchange";
import type { ExecChannel } from "./exec-channel";

/** How long a session may do what. */
export interface ExecLimits {
  readonly idleMs: number;
  readonly mostMs: number;
  /** Without a question for its output. */
  readonly unattendedMs: number;
  /** So long after the last question input is still taken: there is somebody who keeps what comes of it. */
  readonly recordedMs: number;
}

/** In characters: beyond the first the program is held, below the second it goes on. */
const [FULL, ROOM] = [256_000, 64_000];
/** Of one frame, and of one answer. */
const [FRAME, ANSWER] = [16_000, 128_000];
/** A program that takes no input is ended when so many bytes wait for it: they would pile up here. */
const UNREAD = 1_000_000;
/** Pages that typed into one session, and are remembered with the last that they typed. */
const WRITERS = 100;
/** Output comes in many small pieces; so long they are gathered before they are handed out. */
const GATHER_MS = 15;

interface Frame {
  readonly seq: number;
  readonly at: number;
  readonly kind: "o" | "r";
  text: string;
  /** Handed out: it stays as it is, so that whoever asks again gets the same. */
  isFixed: boolean;
}

/** A session. `over` settles when it has ended, whether its last frames were fetched or not. */
export class ExecSession {
  private readonly decoder = new StringDecoder("utf8");
  private readonly startedAt = performance.now();
  private frames: Frame[] = [];
  private held = 0;
  private seq = 0;
  private end: ExecEnd | null = null;
  private waking: (() => void)[] = [];
  private asking = 0;
  private askedAt = performance.now();
  private readonly written = new Map<string, number>();
  private idle: NodeJS.Timeout | undefined;
  private unattended: NodeJS.Timeout | undefined;
  private readonly longest: NodeJS.Timeout;
  readonly over: Promise<void>;
  private settle: () => void = () => undefined;

  constructor(
    private readonly channel: ExecChannel,
    private readonly limits: ExecLimits,
  ) {
    this.over = new Promise((resolve) => {
      this.settle = resolve;
    });
    channel.onOutput((bytes) => this.show(this.decoder.write(bytes)));
    void channel.ended.then(({ exitCode, message }) =>
      this.finish({ why: exitCode === null ? "failed" : "exited", exitCode, message: message.slice(0, 1024) }),
    );
    this.longest = setTimeout(() => this.finish({ why: "time", exitCode: null, message: "" }), limits.mostMs);
    this.touch();
    this.attend();
  }

  get isOver(): boolean {
    return this.end !== null;
  }

  /** What was shown after frame `after`, as soon as there is any, or nothing when `waitMs` are over. */
  async exchange(after: number, waitMs: number, signal: AbortSignal): Promise<{ frames: TerminalFrame[]; ended: ExecEnd | null }> {
    this.forget(after);
    this.asking++;
    clearTimeout(this.unattended);
    try {
      if (this.frames.length === 0 && this.end === null) await this.something(waitMs, signal);
      if (this.end === null && this.held < FRAME) await this.pause(GATHER_MS, signal);
      return this.answer();
    } finally {
      this.asking--;
      this.attend();
    }
  }

  /** Types, resizes or ends. Null when it was done, or had been done before. */
  input(
    writer: string,
    seq: number,
    text: string,
    size: TerminalSize | null,
    isEnd: boolean,
  ): "Ended" | "OutOfOrder" | "Unrecorded" | null {
    if (this.end !== null) return "Ended";
    if (isEnd) {
      this.finish({ why: "closed", exitCode: null, message: "" });
      return null;
    }
    const last = this.written.get(writer) ?? 0;
    if (seq <= last) return null;
    if (seq !== last + 1) return "OutOfOrder";
    if (this.asking === 0 && performance.now() - this.askedAt > this.limits.recordedMs) return "Unrecorded";
    this.written.delete(writer);
    this.written.set(writer, seq);
    const [oldest] = this.written.keys();
    if (this.written.size > WRITERS && oldest !== undefined) this.written.delete(oldest);
    if (size) {
      this.channel.resize(size);
      this.append(`${size.columns}x${size.rows}`, "r");
      this.wake();
    }
    if (text.length > 0) {
      this.channel.write(text);
      this.touch();
    }
    if (this.channel.waiting() > UNREAD) this.finish({ why: "failed", exitCode: null, message: "The program took no input any more." });
    return null;
  }

  /** Ends the session, if it has not ended yet. */
  finish(end: ExecEnd): void {
    if (this.end !== null) return;
    this.show(this.decoder.end());
    this.end = end;
    for (const timer of [this.idle, this.unattended, this.longest]) clearTimeout(timer);
    this.channel.close();
    this.wake();
    this.settle();
  }

  private answer(): { frames: TerminalFrame[]; ended: ExecEnd | null } {
    const frames: TerminalFrame[] = [];
    let size = 0;
    for (const frame of this.frames) {
      if (size > ANSWER) return { frames, ended: null };
      frame.isFixed = true;
      size += frame.text.length;
      frames.push([frame.seq, frame.at, frame.kind, frame.text]);
    }
    return { frames, ended: this.end };
  }

  private show(text: string): void {
    if (text === "" || this.end !== null) return;
    for (let from = 0; from < text.length; from += FRAME) this.append(text.slice(from, from + FRAME));
    if (this.held > FULL) this.channel.pause();
    this.wake();
  }

  private append(text: string, kind: "o" | "r" = "o"): void {
    const last = this.frames.at(-1);
    const at = Math.round(performance.now() - this.startedAt);
    this.held += text.length;
    if (last && kind === "o" && last.kind === "o" && !last.isFixed && last.text.length + text.length <= FRAME && at - last.at < GATHER_MS)
      last.text += text;
    else this.frames.push({ seq: ++this.seq, at, kind, text, isFixed: false });
  }

  private forget(after: number): void {
    this.frames = this.frames.filter(({ seq }) => seq > after);
    this.held = this.frames.reduce((sum, { text }) => sum + text.length, 0);
    if (this.held < ROOM && this.end === null) this.channel.resume();
  }

  private something(waitMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        this.waking = this.waking.filter((each) => each !== done);
        resolve();
      };
      const timer = setTimeout(done, waitMs);
      signal.addEventListener("abort", done, { once: true });
      this.waking.push(done);
    });
  }

  private pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      const done = () => {
        clearTimeout(timer);
        resolve();
      };
      signal.addEventListener("abort", done, { once: true });
    });
  }

  private wake(): void {
    for (const done of [...this.waking]) done();
  }

  private touch(): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.finish({ why: "idle", exitCode: null, message: "" }), this.limits.idleMs);
  }

  private attend(): void {
    this.askedAt = performance.now();
    clearTimeout(this.unattended);
    if (this.end === null && this.asking === 0)
      this.unattended = setTimeout(() => this.finish({ why: "unattended", exitCode: null, message: "" }), this.limits.unattendedMs);
  }
}
