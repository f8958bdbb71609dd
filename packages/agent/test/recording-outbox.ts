import type { AgentFinding, ReportMessage } from "@holdfast/contracts/agent-link";
import type { InventoryRecord } from "@holdfast/contracts/inventory";
import type { Log } from "@holdfast/contracts/log-fields";
import { findingBook } from "../src/findings/finding-book";

/** An outbox that is a hub's store at once: what is said is there. */
export class RecordingOutbox {
  readonly objects = new Map<string, InventoryRecord>();
  readonly said: ReportMessage[] = [];
  readonly findings = new Map<string, AgentFinding>();
  upserts = 0;
  readonly book = findingBook((finding) => {
    const key = `${finding.code} ${finding.object}`;
    if (finding.isResolved) this.findings.delete(key);
    else this.findings.set(key, finding);
  });
  /** Replaced to hold readers back. */
  room = (): Promise<void> => Promise.resolve();

  upsert(record: InventoryRecord): void {
    this.upserts++;
    this.objects.set(record.uid, record);
  }

  remove(_resource: string, uid: string): void {
    this.objects.delete(uid);
  }

  say(message: Exclude<ReportMessage, { type: "inventory.delta" }>): void {
    this.said.push(message);
  }

  drained(): Promise<void> {
    return Promise.resolve();
  }

  /** The states of a resource, in the order in which they were said. */
  states(resource: string): string[] {
    return this.said.flatMap((message) => (message.type === "inventory.resource" && message.resource === resource ? [message.state] : []));
  }
}

/** A log that keeps what it is told. */
export function recordingLog(): Log & { readonly lines: { level: string; message: string; fields: object }[] } {
  const lines: { level: string; message: string; fields: object }[] = [];
  const at = (level: string) => (fields: object, message: string) => void lines.push({ level, message, fields });
  return { lines, info: at("info"), warn: at("warn"), error: at("error") };
}
