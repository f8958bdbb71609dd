import type { ReportMessage } from "@holdfast/contracts/agent-link";
import type { Receipt } from "@holdfast/contracts/command";
import type { InventoryRecord } from "@holdfast/contracts/inventory";

/** What waits to be reported, in the order in which it was said. Changes of one object within one delta collapse into the last. */
export interface DeltaQueue {
  upsert(record: InventoryRecord, sizeBytes: number): void;
  remove(resource: string, uid: string): void;
  /** Says anything else; it comes after every change said before it. */
  say(message: Exclude<ReportMessage, { type: "inventory.delta" }>): void;
  /** Takes messages of about so many bytes, at least one; empty when nothing waits. `firstId` is that of the oldest. */
  take(bytes: number): { messages: ReportMessage[]; firstId: number };
  /** Drops every change and every state; receipts and findings stay, for nobody could tell them again. */
  forgetInventory(): void;
  readonly bytes: number;
  /** Entries are counted; that of the newest, and that of the oldest that still waits (Infinity when none does). */
  readonly newestId: number;
  readonly oldestId: number;
  /** Whether what waits is worth a report at once: a full delta, or something that is no change. */
  readonly isUrgent: boolean;
  readonly isEmpty: boolean;
}

/** A delta carries at most so many records. */
export const MOST_RECORDS = 500;
const MOST_DELETES = 2000;
const MOST_DELTA_BYTES = 512 * 1024;
const DELETE_BYTES = 100;
const MESSAGE_BYTES = 300;
const MOST_MESSAGES = 1000;
/** Changes further apart than this are told apart in time; nearer ones are all told with the instant of the last of them. */
const SPAN_MS = 2000;

interface OpenDelta {
  readonly kind: "delta";
  readonly id: number;
  readonly upserts: Map<string, { record: InventoryRecord; bytes: number }>;
  readonly deletes: Map<string, string>;
  readonly openedAtMs: number;
  /** When the last of its changes was seen. */
  seenAtMs: number;
  bytes: number;
}
interface Said {
  readonly kind: "said";
  readonly id: number;
  readonly message: ReportMessage;
  readonly bytes: number;
}

const receiptBytes = (receipt: Receipt) => JSON.stringify(receipt).length;
const isFull = (delta: OpenDelta) =>
  delta.upserts.size >= MOST_RECORDS || delta.deletes.size >= MOST_DELETES || delta.bytes >= MOST_DELTA_BYTES;

const messageOf = (entry: OpenDelta | Said): ReportMessage =>
  entry.kind === "said"
    ? entry.message
    : {
        type: "inventory.delta",
        observedAt: new Date(entry.seenAtMs).toISOString(),
        upserts: [...entry.upserts.values()].map(({ record }) => record),
        deletes: [...entry.deletes].map(([uid, resource]) => ({ resource, uid })),
      };

/** An empty queue. `now` is the hub's time: what waits for a hub that is away keeps the instants at which it was seen. */
export function deltaQueue(now: () => Date): DeltaQueue {
  let entries: (OpenDelta | Said)[] = [];
  let bytes = 0;
  let newestId = 0;

  /** The delta at the end, when there is room in it for what is seen now; a new one otherwise. */
  const open = (): OpenDelta => {
    const last = entries.at(-1);
    const seenAtMs = now().getTime();
    if (last?.kind === "delta" && !isFull(last) && Math.abs(seenAtMs - last.openedAtMs) < SPAN_MS) {
      last.seenAtMs = seenAtMs;
      return last;
    }
    const times = { openedAtMs: seenAtMs, seenAtMs };
    const fresh: OpenDelta = { kind: "delta", id: ++newestId, upserts: new Map(), deletes: new Map(), ...times, bytes: 0 };
    entries.push(fresh);
    return fresh;
  };
  const grow = (delta: OpenDelta, by: number) => {
    delta.bytes += by;
    bytes += by;
  };
  return {
    upsert: (record, sizeBytes) => {
      const delta = open();
      const before = delta.upserts.get(record.uid);
      if (delta.deletes.delete(record.uid)) grow(delta, -DELETE_BYTES);
      // Taken out and put in again, so that the order within the delta is that of the last changes.
      delta.upserts.delete(record.uid);
      delta.upserts.set(record.uid, { record, bytes: sizeBytes });
      grow(delta, sizeBytes - (before?.bytes ?? 0));
    },
    remove: (resource, uid) => {
      const delta = open();
      const before = delta.upserts.get(uid);
      if (before) grow(delta, -before.bytes);
      delta.upserts.delete(uid);
      if (!delta.deletes.has(uid)) grow(delta, DELETE_BYTES);
      delta.deletes.set(uid, resource);
    },
    say: (message) => {
      const size = message.type === "receipt" ? receiptBytes(message.receipt) : MESSAGE_BYTES;
      entries.push({ kind: "said", id: ++newestId, message, bytes: size });
      bytes += size;
    },
    take: (limit) => {
      const messages: ReportMessage[] = [];
      const firstId = entries[0]?.id ?? newestId;
      let size = 0;
      while (entries[0] && messages.length < MOST_MESSAGES && (messages.length === 0 || size + entries[0].bytes <= limit)) {
        size += entries[0].bytes;
        messages.push(messageOf(entries[0]));
        entries.shift();
      }
      bytes -= size;
      return { messages, firstId };
    },
    forgetInventory: () => {
      entries = entries.filter((entry) => entry.kind === "said" && (entry.message.type === "receipt" || entry.message.type === "finding"));
      bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
    },
    get bytes() {
      return bytes;
    },
    get newestId() {
      return newestId;
    },
    get oldestId() {
      return entries[0]?.id ?? Number.POSITIVE_INFINITY;
    },
    get isUrgent() {
      const [first] = entries;
      return first !== undefined && (entries.length > 1 || first.kind === "said" || isFull(first));
    },
    get isEmpty() {
      return entries.length === 0;
    },
  };
}
