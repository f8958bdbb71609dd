import { EventEmitter } from "node:events";
import type { AgentFinding, AgentHello, AgentQuery, Report, ReportAck, ReportMessage } from "@holdfast/contracts/agent-link";
import type { CommandOrder, Receipt } from "@holdfast/contracts/command";
import type { InventoryRecord, ResourceSummary } from "@holdfast/contracts/inventory";
import type { Json } from "@holdfast/contracts/json";
import type { WarrantLine } from "@holdfast/contracts/warrant";

/** What is waiting for an agent's answer. */
export interface OpenQuestion {
  readonly query: AgentQuery;
  chunks: string;
  readonly resolve: (value: Json) => void;
  readonly reject: (cause: Error) => void;
}

type ResourceMessage = Extract<ReportMessage, { type: "inventory.resource" }>;

/** What a fake hub keeps of one cluster, in memory; it outlives a kill of the hub as a database would. */
export class FakeCluster {
  readonly objects = new Map<string, InventoryRecord>();
  readonly resources = new Map<string, ResourceMessage>();
  readonly findings = new Map<string, AgentFinding>();
  /** Every final receipt that came, in order; more than one for a command is a fault of the agent. */
  readonly receipts: Receipt[] = [];
  readonly accepted: Receipt[] = [];
  /** What the agent said that it did by itself, the last it said of each warrant. */
  readonly warrants = new Map<string, readonly WarrantLine[]>();
  readonly hellos: AgentHello[] = [];
  readonly orders: CommandOrder[] = [];
  readonly questions = new Map<string, OpenQuestion>();
  readonly summaries: ResourceSummary[][] = [];
  /** Reports that were applied, and those that came again. */
  appliedReports = 0;
  repeatedReports = 0;
  beats = 0;
  renewals = 0;
  reattestations = 0;
  /** SHA-256 of the enrolled key, in hex; undefined before the enrolment. */
  keyFingerprint: string | undefined;
  isRevoked = false;
  readonly tokens = new Map<string, { isUsed: boolean; isExpired: boolean }>();
  /** Says `command` and `question` when there is something new, and `report` when one was applied. */
  readonly news = new EventEmitter().setMaxListeners(0);
  private bootId: string | undefined;
  ackedSeq = 0;

  constructor(readonly id: string) {}

  hello(hello: AgentHello): number {
    this.hellos.push(hello);
    if (hello.bootId !== this.bootId) this.ackedSeq = 0;
    this.bootId = hello.bootId;
    return this.ackedSeq;
  }

  /** Applies a report as a hub must: its number once, in order, and nothing out of it. */
  apply(report: Report): ReportAck {
    if (report.bootId !== this.bootId || report.seq !== this.ackedSeq + 1) {
      this.repeatedReports++;
      return { ackedSeq: this.ackedSeq, resync: [] };
    }
    const resync = report.messages.flatMap((message) => this.applyMessage(message));
    this.ackedSeq = report.seq;
    this.appliedReports++;
    this.news.emit("report");
    return { ackedSeq: report.seq, resync };
  }

  /** The objects of one resource, by uid. */
  objectsOf(resource: string): InventoryRecord[] {
    return [...this.objects.values()].filter((record) => record.resource === resource);
  }

  private applyMessage(message: ReportMessage): string[] {
    if (message.type === "inventory.delta") {
      for (const record of message.upserts) this.objects.set(record.uid, record);
      for (const { uid } of message.deletes) this.objects.delete(uid);
    } else if (message.type === "inventory.resource") {
      this.resources.set(message.resource, message);
      if (message.state === "absent") for (const { uid } of this.objectsOf(message.resource)) this.objects.delete(uid);
    } else if (message.type === "finding") {
      const key = `${message.finding.code} ${message.finding.object}`;
      if (message.finding.isResolved) this.findings.delete(key);
      else this.findings.set(key, message.finding);
    } else if (message.type === "receipt") (message.receipt.outcome === "accepted" ? this.accepted : this.receipts).push(message.receipt);
    else if (message.type === "warrant") this.warrants.set(message.progress.warrantId, message.progress.lines);
    else return this.compare(message.summaries);
    return [];
  }

  /** The resources whose rows are not what the agent says, those that it does not name among them. */
  private compare(summaries: readonly ResourceSummary[]): string[] {
    this.summaries.push([...summaries]);
    const held = new Map<string, { count: number; digest: bigint }>();
    for (const { resource, digest } of this.objects.values()) {
      const sum = held.get(resource) ?? { count: 0, digest: 0n };
      held.set(resource, { count: sum.count + 1, digest: BigInt.asIntN(64, sum.digest ^ BigInt(digest)) });
    }
    const different = summaries.filter(({ resource, count, digest }) => {
      const mine = held.get(resource) ?? { count: 0, digest: 0n };
      held.delete(resource);
      return mine.count !== count || mine.digest.toString() !== digest;
    });
    return [...different.map(({ resource }) => resource), ...held.keys()];
  }
}
