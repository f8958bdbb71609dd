import { Receipt } from "@holdfast/contracts/command";
import { CommandId } from "@holdfast/contracts/ids";
import { z } from "zod";

/** What the journal knows of a command from the moment it was verified. `key` names the effect. */
export const JournalledOrder = z.object({
  key: z.string(),
  commandId: CommandId,
  seq: z.number().int(),
  name: z.string(),
  scope: z.string(),
  epoch: z.number().int(),
});
export type JournalledOrder = z.infer<typeof JournalledOrder>;

/** One line of the journal. `head` and `entry` are what compaction leaves of many lines. */
export const JournalLine = z.discriminatedUnion("t", [
  z.object({ t: z.literal("head"), lastSeq: z.number().int(), epochs: z.record(z.string(), z.number().int()) }),
  z.object({ t: z.literal("received"), order: JournalledOrder }),
  z.object({ t: z.literal("started"), key: z.string() }),
  z.object({ t: z.literal("finished"), key: z.string(), receipt: Receipt }),
  z.object({ t: z.literal("acked"), commandId: z.string() }),
  /** A command that could not be verified: nothing of it is believed but that it came. */
  z.object({ t: z.literal("skipped"), seq: z.number().int() }),
  z.object({ t: z.literal("entry"), order: JournalledOrder, isStarted: z.boolean(), receipt: Receipt.nullable(), isAcked: z.boolean() }),
]);
export type JournalLine = z.infer<typeof JournalLine>;

/** One command as the journal has it. */
export interface JournalEntry {
  readonly order: JournalledOrder;
  isStarted: boolean;
  receipt: Receipt | null;
  isAcked: boolean;
}

/** Everything that the lines of a journal come to. */
export interface JournalState {
  readonly entries: Map<string, JournalEntry>;
  /** The highest epoch seen in each scope. It only grows. */
  readonly epochs: Map<string, number>;
  lastSeq: number;
}

/** An empty journal. */
export const emptyState = (): JournalState => ({ entries: new Map(), epochs: new Map(), lastSeq: 0 });

function noteOrder(state: JournalState, order: JournalledOrder): void {
  // A scope that never left 0 fences nothing, and there is one for each object that a person ever acted on.
  if (order.epoch > 0) state.epochs.set(order.scope, Math.max(order.epoch, state.epochs.get(order.scope) ?? 0));
  state.lastSeq = Math.max(state.lastSeq, order.seq);
}

/** Applies one line to what the lines before it came to. */
export function applyLine(state: JournalState, line: JournalLine): void {
  switch (line.t) {
    case "head":
      state.lastSeq = Math.max(state.lastSeq, line.lastSeq);
      for (const [scope, epoch] of Object.entries(line.epochs)) state.epochs.set(scope, Math.max(epoch, state.epochs.get(scope) ?? 0));
      break;
    case "received":
      noteOrder(state, line.order);
      state.entries.set(line.order.key, { order: line.order, isStarted: false, receipt: null, isAcked: false });
      break;
    case "entry":
      noteOrder(state, line.order);
      state.entries.set(line.order.key, { order: line.order, isStarted: line.isStarted, receipt: line.receipt, isAcked: line.isAcked });
      break;
    case "started": {
      const entry = state.entries.get(line.key);
      if (entry) entry.isStarted = true;
      break;
    }
    case "finished": {
      const entry = state.entries.get(line.key);
      if (entry) entry.receipt = line.receipt;
      break;
    }
    case "acked":
      for (const entry of state.entries.values()) if (entry.receipt?.commandId === line.commandId) entry.isAcked = true;
      break;
    case "skipped":
      state.lastSeq = Math.max(state.lastSeq, line.seq);
      break;
  }
}

/** What a file says: the state, and how many of its bytes are sound. `isDamaged` when sound lines follow a broken one. */
export interface ReadJournal {
  readonly state: JournalState;
  readonly soundBytes: number;
  readonly isDamaged: boolean;
}

function parseLine(text: string): JournalLine | undefined {
  try {
    return JournalLine.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * Reads a journal as a crash may have left it: the last line may be torn, for it is written before anything is done. A
 * broken line with sound ones behind it is no crash but damage.
 */
export function readJournal(content: Buffer): ReadJournal {
  const state = emptyState();
  let soundBytes = 0;
  let isBroken = false;
  for (let from = 0; from < content.length; ) {
    const end = content.indexOf(0x0a, from);
    const line = end < 0 ? undefined : parseLine(content.toString("utf8", from, end));
    if (line && isBroken) return { state, soundBytes, isDamaged: true };
    if (line) {
      applyLine(state, line);
      soundBytes = end + 1;
    } else isBroken = true;
    from = end < 0 ? content.length : end + 1;
  }
  return { state, soundBytes, isDamaged: false };
}
