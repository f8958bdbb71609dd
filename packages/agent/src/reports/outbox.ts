// Where everything that the agent has to tell waits for the hub. Bounded: when it is full the caller stops reading its
// watches, and when the hub stays away the inventory in it is dropped and compared again later.
import type { ReportMessage } from "@holdfast/contracts/agent-link";
import type { InventoryRecord } from "@holdfast/contracts/inventory";
import { type DeltaQueue, deltaQueue } from "./delta-queue";
import { type PipelinePorts, ReportPipeline, type SendReport } from "./pipeline";

/** What the outbox needs of the rest of the agent. */
export interface OutboxPorts extends Omit<PipelinePorts, "onRoom"> {
  /** The hub's time, for `observedAt`. */
  readonly now: () => Date;
  /** The inventory in the queue was dropped, because the hub stayed away. */
  readonly onDirty: () => void;
  readonly limits?: Partial<OutboxLimits>;
}

/** Bounds of the queue in bytes, and how long it waits. */
export interface OutboxLimits {
  readonly highBytes: number;
  readonly lowBytes: number;
  readonly windowMs: number;
  /** How long a full queue waits for an absent hub before it is dropped. */
  readonly awayMs: number;
}

const DEFAULTS: OutboxLimits = { highBytes: 3 * 2 ** 20, lowBytes: 2 ** 20, windowMs: 50, awayMs: 15_000 };

/** The outbox of one boot. */
export class Outbox {
  private readonly queue: DeltaQueue;
  private readonly pipeline: ReportPipeline;
  private readonly limits: OutboxLimits;
  private window: NodeJS.Timeout | undefined;
  private away: NodeJS.Timeout | undefined;
  private waiters: { readonly isMet: () => boolean; readonly resolve: () => void }[] = [];

  constructor(private readonly ports: OutboxPorts) {
    this.queue = deltaQueue(ports.now);
    this.limits = { ...DEFAULTS, ...ports.limits };
    this.pipeline = new ReportPipeline({ ...ports, onRoom: () => this.pump() });
  }

  get nextSeq(): number {
    return this.pipeline.nextSeq;
  }

  upsert(record: InventoryRecord, sizeBytes: number): void {
    this.queue.upsert(record, sizeBytes);
    this.onSaid();
  }

  remove(resource: string, uid: string): void {
    this.queue.remove(resource, uid);
    this.onSaid();
  }

  /** Says anything but a change; it reaches the hub after every change said before it. */
  say(message: Exclude<ReportMessage, { type: "inventory.delta" }>): void {
    this.queue.say(message);
    this.onSaid();
  }

  /** Resolves when there is room for more. Whoever reads from the cluster waits for it. */
  room(): Promise<void> {
    return this.queue.bytes < this.limits.highBytes ? Promise.resolve() : this.until(() => this.queue.bytes < this.limits.lowBytes);
  }

  /** Resolves when all that was said before is stored by the hub, or was dropped. */
  drained(): Promise<void> {
    const newest = this.queue.newestId;
    return this.until(() => Math.min(this.queue.oldestId, this.pipeline.oldestId) > newest);
  }

  /** The hub is there. False when everything has to be compared again; what waited of the inventory was dropped then. */
  resume(send: SendReport, ackedSeq: number): boolean {
    clearTimeout(this.away);
    this.away = undefined;
    const isContinuous = this.pipeline.resume(send, ackedSeq);
    if (!isContinuous) this.queue.forgetInventory();
    this.pump();
    return isContinuous;
  }

  /** The connection is gone. */
  suspend(): void {
    this.pipeline.suspend();
    this.watchAbsence();
  }

  /** Lets go whoever waits: the agent stops. */
  close(): void {
    clearTimeout(this.window);
    clearTimeout(this.away);
    for (const waiter of this.waiters) waiter.resolve();
    this.waiters = [];
  }

  private onSaid(): void {
    this.watchAbsence();
    if (this.queue.isUrgent) this.pump();
    else this.window ??= setTimeout(() => this.pump(), this.limits.windowMs);
  }

  private watchAbsence(): void {
    if (this.pipeline.isConnected || this.queue.bytes < this.limits.highBytes) return;
    this.away ??= setTimeout(() => {
      this.away = undefined;
      this.queue.forgetInventory();
      this.ports.log.warn({ reason: "the hub stayed away" }, "reports dropped, the inventory will be compared again");
      this.ports.onDirty();
      this.wake();
    }, this.limits.awayMs);
  }

  /** Makes reports of what waits, as far as the pipeline has room. */
  private pump(): void {
    clearTimeout(this.window);
    this.window = undefined;
    while (this.pipeline.hasRoom && !this.queue.isEmpty) this.pipeline.put(this.queue.take(this.pipeline.reportBytes));
    this.wake();
  }

  private until(isMet: () => boolean): Promise<void> {
    return isMet() ? Promise.resolve() : new Promise((resolve) => this.waiters.push({ isMet, resolve }));
  }

  private wake(): void {
    const met = this.waiters.filter((waiter) => waiter.isMet());
    if (met.length === 0) return;
    this.waiters = this.waiters.filter((waiter) => !met.includes(waiter));
    for (const waiter of met) waiter.resolve();
  }
}
