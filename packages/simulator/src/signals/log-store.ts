import type { LogEntry, LogEntrySource } from "../logql/log-source";
import type { LabelSet } from "../promql/label-set";
import type { Matcher } from "../promql/matcher";

/** Hears each line as it is written. */
export type LogListener = (entry: LogEntry) => void;

/** A string that was put together is kept as a tree of its parts, several times as large, until somebody copies it. */
const inOnePiece = (text: string): string => Buffer.from(text, "utf8").toString("utf8");

/** The newest lines of one cluster, in order of time; the oldest make room. */
export class LogStore implements LogEntrySource {
  private readonly ring: LogEntry[] = [];
  private readonly capacity: number;
  private readonly listeners = new Set<LogListener>();
  /** Where the oldest line is, once the ring is full. */
  private oldest = 0;
  private lastUs = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  /** Writes a line. An instant that is not after the last one is moved behind it: every line has an instant of its own. */
  append(stream: LabelSet, metadata: LabelSet, atUs: number, line: string): void {
    this.lastUs = Math.max(atUs, this.lastUs + 1);
    const entry: LogEntry = { stream, metadata, atUs: this.lastUs, line: inOnePiece(line) };
    if (this.ring.length < this.capacity) this.ring.push(entry);
    else {
      this.ring[this.oldest] = entry;
      this.oldest = (this.oldest + 1) % this.capacity;
    }
    for (const listener of this.listeners) listener(entry);
  }

  /** Calls `listener` for each new line until the returned function is called. */
  follow(listener: LogListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get size(): number {
    return this.ring.length;
  }

  *entries(matchers: readonly Matcher[], fromUs: number, toUs: number, isBackward: boolean): Iterable<LogEntry> {
    const [from, to] = [this.countBefore(fromUs), this.countBefore(toUs)];
    const verdicts = new Map<LabelSet, boolean>();
    for (let i = 0; i < to - from; i++) {
      const entry = this.at(isBackward ? to - 1 - i : from + i);
      const isWanted = verdicts.get(entry.stream) ?? matchers.every((each) => each.matches(entry.stream.get(each.name)));
      verdicts.set(entry.stream, isWanted);
      if (isWanted) yield entry;
    }
  }

  streams(matchers: readonly Matcher[], fromUs: number, toUs: number): Iterable<LabelSet> {
    const found = new Set<LabelSet>();
    for (const entry of this.entries(matchers, fromUs, toUs, false)) found.add(entry.stream);
    return found;
  }

  /** The n-th line, the oldest being the first. */
  private at(index: number): LogEntry {
    // Indexes below the size are always filled.
    return this.ring[(this.oldest + index) % this.ring.length] as LogEntry;
  }

  private countBefore(us: number): number {
    let low = 0;
    let high = this.ring.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.at(middle).atUs < us) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
