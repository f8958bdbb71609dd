// Reports under way to the hub. A number is given when a report is first sent; at most two are under way, and they are
// sent again, unchanged and in order, until the hub has stored them. So a number never means two things.
import type { Report, ReportAck, ReportMessage } from "@holdfast/contracts/agent-link";
import type { Log } from "@holdfast/contracts/log-fields";
import { backOff } from "../link/back-off";
import { LinkError } from "../link/session";
import { withoutInvalid } from "./report-validity";

/** Sends one report and resolves with what the hub stored. Rejects when the connection is lost. */
export type SendReport = (report: Report) => Promise<ReportAck>;

/** Who is told what becomes of the messages that were sent. */
export interface PipelinePorts {
  readonly bootId: string;
  readonly log: Log;
  /** The hub stored these messages. */
  readonly onStored: (messages: readonly ReportMessage[]) => void;
  /** The hub's rows of these resources differ: read them again. */
  readonly onResync: (resources: readonly string[]) => void;
  /** Something that the hub's contract does not take was left out. */
  readonly onRefused: (message: string) => void;
  /** The hub's store went back behind what it had acknowledged: say hello again. */
  readonly onGap: () => void;
  /** There may be room for another report. */
  readonly onRoom: () => void;
}

interface InFlight {
  report: Report;
  readonly firstId: number;
  isUnderWay: boolean;
}

const MOST_IN_FLIGHT = 2;
const LARGEST_REPORT = 640 * 1024;
const SMALLEST_REPORT = 32 * 1024;
/** A report that takes longer than this is too large for this network or this hub; after a faster one they may grow. */
const SLOW_MS = 2000;
const FAST_MS = 500;

/** The reports of one boot that the hub has not stored yet. */
export class ReportPipeline {
  private inFlight: InFlight[] = [];
  private storedSeq = 0;
  private send: SendReport | undefined;
  private readonly waits = backOff(100, 10_000);
  /** The number of the next new report. */
  nextSeq = 1;
  /** How large the next report should be. */
  reportBytes = LARGEST_REPORT;

  constructor(private readonly ports: PipelinePorts) {}

  get hasRoom(): boolean {
    return this.send !== undefined && this.inFlight.length < MOST_IN_FLIGHT;
  }

  /** The oldest entry of the queue that is under way; Infinity when none is. */
  get oldestId(): number {
    return this.inFlight[0]?.firstId ?? Number.POSITIVE_INFINITY;
  }

  get isConnected(): boolean {
    return this.send !== undefined;
  }

  /** Numbers and sends a report. Only when there is room. */
  put({ messages, firstId }: { messages: ReportMessage[]; firstId: number }): void {
    const entry: InFlight = { report: { bootId: this.ports.bootId, seq: this.nextSeq++, messages }, firstId, isUnderWay: false };
    this.inFlight.push(entry);
    void this.transmit(entry);
  }

  /**
   * A new connection: `ackedSeq` is the last report of this boot that the hub stored. False when the hub's store is older
   * than what it had acknowledged, or knows of numbers that were never given: then all must be compared again.
   */
  resume(send: SendReport, ackedSeq: number): boolean {
    const isContinuous = ackedSeq >= this.storedSeq && ackedSeq < this.nextSeq;
    if (isContinuous) this.stored(ackedSeq);
    else {
      this.inFlight = [];
      this.nextSeq = ackedSeq + 1;
    }
    this.storedSeq = ackedSeq;
    for (const entry of this.inFlight) entry.isUnderWay = false;
    this.send = send;
    this.resend();
    return isContinuous;
  }

  /** The connection is gone. */
  suspend(): void {
    this.send = undefined;
  }

  private stored(upTo: number): void {
    const done = this.inFlight.filter(({ report }) => report.seq <= upTo);
    this.inFlight = this.inFlight.filter(({ report }) => report.seq > upTo);
    this.storedSeq = Math.max(this.storedSeq, upTo);
    for (const { report } of done) this.ports.onStored(report.messages);
  }

  /** In order, and only once nothing is under way: the hub takes a number only after the one before it. */
  private resend(): void {
    if (this.inFlight.some((entry) => entry.isUnderWay)) return;
    for (const entry of this.inFlight) void this.transmit(entry);
  }

  private adapt(tookMs: number): void {
    if (tookMs > SLOW_MS) this.reportBytes = Math.max(SMALLEST_REPORT, this.reportBytes / 2);
    else if (tookMs < FAST_MS) this.reportBytes = Math.min(LARGEST_REPORT, this.reportBytes * 2);
  }

  private async transmit(entry: InFlight): Promise<void> {
    const through = this.send;
    if (!through) return;
    entry.isUnderWay = true;
    const startedAt = performance.now();
    try {
      const { ackedSeq, resync } = await through(entry.report);
      entry.isUnderWay = false;
      if (through !== this.send) return;
      this.adapt(performance.now() - startedAt);
      if (ackedSeq < this.storedSeq) this.ports.onGap();
      this.stored(ackedSeq);
      if (resync.length > 0) this.ports.onResync(resync);
      if (ackedSeq < entry.report.seq) this.resendLater(through);
      else {
        this.waits.reset();
        this.resend();
      }
      this.ports.onRoom();
    } catch (cause) {
      entry.isUnderWay = false;
      if (through === this.send) this.failed(entry, cause, through);
    }
  }

  private failed(entry: InFlight, cause: unknown, through: SendReport): void {
    const fault = cause instanceof LinkError ? cause.fault : undefined;
    if (fault?.code === "InvalidInput") {
      // It was refused before anything of it was applied, so its number is free for what is left of it.
      const { messages, refused } = withoutInvalid(entry.report.messages);
      entry.report = { ...entry.report, messages };
      const reason = refused.join("; ") || fault.message;
      this.ports.log.error({ reason, count: refused.length }, "the hub refused a report, its bad part was left out");
      this.ports.onRefused(reason);
    } else this.ports.log.warn({ err: cause, reason: fault?.code ?? "" }, "report not stored, sending again");
    this.resendLater(through);
  }

  private resendLater(through: SendReport): void {
    setTimeout(() => through === this.send && this.resend(), this.waits.next());
  }
}
