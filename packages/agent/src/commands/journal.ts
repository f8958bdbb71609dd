// The agent's memory of commands, on disk: what came, what was started, how it ended. It is written before anything is
// done, so that after any crash the agent knows what it may have done, and never does it twice.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Receipt } from "@holdfast/contracts/command";
import { writeAtomically } from "../identity/atomic-file";
import { AppendFile } from "./append-file";
import {
  applyLine,
  emptyState,
  type JournalEntry,
  type JournalLine,
  type JournalledOrder,
  type JournalState,
  readJournal,
} from "./journal-line";

/** Past this size the journal is written anew, without what nobody will ask for again. */
const COMPACT_BYTES = 4 * 2 ** 20;
/** So many keys are remembered, the newest; of so many with all that changed. */
const MOST_KEYS = 20_000;
const MOST_WHOLE = 500;

/** The journal of one agent. */
export class CommandJournal {
  private compactAtBytes = COMPACT_BYTES;
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly file: string,
    private readonly folder: string,
    private state: JournalState,
    private log: AppendFile | undefined,
  ) {}

  /** Opens the journal under `folder`, mending a torn end. Commands that were received but never started are forgotten: they come again. */
  static async open(folder: string): Promise<CommandJournal> {
    const file = join(folder, "commands.journal");
    const content = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === "ENOENT") return Buffer.alloc(0);
      throw cause;
    });
    const { state, soundBytes, isDamaged } = readJournal(content);
    // A damaged file is evidence and stays as it is.
    if (isDamaged) return new CommandJournal(file, folder, emptyState(), undefined);
    forgetUnstarted(state);
    const journal = new CommandJournal(file, folder, state, await AppendFile.open(file, soundBytes, folder));
    if (soundBytes > COMPACT_BYTES / 4) await journal.inTurn(() => journal.compact());
    return journal;
  }

  /** Whether the file was broken in its middle: then nothing is known for sure, and no command may be obeyed. */
  get isDamaged(): boolean {
    return this.log === undefined;
  }

  /** The number after which the hub should go on. */
  get lastSeq(): number {
    return this.state.lastSeq;
  }

  /** The highest epoch that was seen in a scope. */
  epochOf(scope: string): number {
    return this.state.epochs.get(scope) ?? 0;
  }

  find(key: string): JournalEntry | undefined {
    return this.state.entries.get(key);
  }

  /** Commands that were started by an earlier process and never finished: nobody can say what became of them. */
  interrupted(): JournalledOrder[] {
    return [...this.state.entries.values()].filter((entry) => entry.isStarted && !entry.receipt).map((entry) => entry.order);
  }

  /** Receipts that the hub has not stored yet. */
  unsettled(): Receipt[] {
    return [...this.state.entries.values()].flatMap((entry) => (entry.receipt && !entry.isAcked ? [entry.receipt] : []));
  }

  async receive(order: JournalledOrder): Promise<void> {
    await this.write({ t: "received", order });
  }

  async start(key: string): Promise<void> {
    await this.write({ t: "started", key });
  }

  async finish(key: string, receipt: Receipt): Promise<void> {
    await this.write({ t: "finished", key, receipt });
  }

  async skip(seq: number): Promise<void> {
    await this.write({ t: "skipped", seq });
  }

  /** The hub stored the receipt. Lost in a crash it is only sent again, so nobody waits for this line. */
  acked(receipt: Receipt): void {
    const isKnown = [...this.state.entries.values()].some((entry) => entry.receipt?.commandId === receipt.commandId && !entry.isAcked);
    if (isKnown) this.write({ t: "acked", commandId: receipt.commandId }).catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.inTurn(async () => this.log?.close());
  }

  /** One after the other: nothing is appended to a file that is being replaced. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(work);
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private write(line: JournalLine): Promise<void> {
    return this.inTurn(async () => {
      if (!this.log) throw new Error("the command journal is damaged");
      await this.log.append(JSON.stringify(line));
      applyLine(this.state, line);
      if (this.log.sizeBytes > this.compactAtBytes) await this.compact();
    });
  }

  /** Writes the state anew, beside the old file and in its place at once. Should that fail, the old file goes on. */
  private async compact(): Promise<void> {
    const kept = remembered(this.state);
    const head: JournalLine = { t: "head", lastSeq: this.state.lastSeq, epochs: Object.fromEntries(this.state.epochs) };
    const lines: JournalLine[] = [head, ...kept.map((entry): JournalLine => ({ t: "entry", ...entry }))];
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
    const sizeBytes = Buffer.byteLength(text);
    this.compactAtBytes = Math.max(COMPACT_BYTES, 2 * sizeBytes);
    try {
      await writeAtomically(this.file, text);
    } catch {
      return;
    }
    const before = this.log;
    this.log = await AppendFile.open(this.file, sizeBytes, this.folder);
    this.state = { ...this.state, entries: new Map(kept.map((entry) => [entry.order.key, entry])) };
    await before?.close();
  }
}

function forgetUnstarted(state: JournalState): void {
  const unstarted = [...state.entries.values()].filter((entry) => !entry.isStarted && !entry.receipt);
  for (const { order } of unstarted) {
    state.entries.delete(order.key);
    // What was done under a warrant has no number, and does not come again.
    if (order.seq > 0) state.lastSeq = Math.min(state.lastSeq, order.seq - 1);
  }
}

/** What is worth remembering: everything open, and the newest answers; of the older ones no longer what they changed. */
function remembered(state: JournalState): JournalEntry[] {
  const entries = [...state.entries.values()];
  return entries
    .filter((entry, i) => !entry.isAcked || i >= entries.length - MOST_KEYS)
    .map((entry, i, kept) =>
      entry.isAcked && entry.receipt && i < kept.length - MOST_WHOLE ? { ...entry, receipt: { ...entry.receipt, changes: [] } } : entry,
    );
}
