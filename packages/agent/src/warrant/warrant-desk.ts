// Keeps the warrants of this agent, and goes on under one when no hub answers. It decides nothing by itself: what to do next is the
// rules' to say (domain/warrant), and what is done goes the way of any order, through the same journal and the same line.
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { CommandOrder, Receipt } from "@holdfast/contracts/command";
import type { Json } from "@holdfast/contracts/json";
import type { Log } from "@holdfast/contracts/log-fields";
import type { WarrantEnd, WarrantEnvelope, WarrantLine, WarrantProgress, WarrantStep } from "@holdfast/contracts/warrant";
import { isSeen } from "@holdfast/domain/warrant/is-seen";
import { type Moment, nextMove, standingOf } from "@holdfast/domain/warrant/next-move";
import { Refused } from "../commands/define-command";
import type { CommandJournal } from "../commands/journal";
import type { CommandKeys } from "../commands/verify-command";
import type { FindingBook } from "../findings/finding-book";
import { messageOf } from "../problem";
import { type BootClock, hubTimeSince } from "./boot-clock";
import { verifyWarrant } from "./verify-warrant";
import { WarrantFile } from "./warrant-file";

/** What goes on under a warrant needs of the rest of the agent. */
export interface WarrantPorts {
  readonly folder: string;
  readonly clusterId: string;
  readonly keys: CommandKeys;
  readonly journal: CommandJournal;
  readonly bootClock: BootClock;
  /** The hub's time, as good as it is known now. */
  readonly hubNow: () => Date;
  /** For how long no hub was heard; 0 while one is. */
  readonly silentMs: () => number;
  readonly monotonicMs: () => number;
  readonly knows: (step: WarrantStep) => boolean;
  readonly ask: (query: string, input: Json) => Promise<Json>;
  /** Carries an order out as the hub's own would be; null when it was not begun, because `permit` forbade it or its key was used. */
  readonly carryOut: (order: CommandOrder, permit: () => boolean, begin: () => Promise<void>) => Promise<Receipt | null>;
  readonly say: (progress: WarrantProgress) => void;
  readonly findings: FindingBook;
  readonly log: Log;
}

/** So long a warrant that has ended is kept for those who look into the folder. */
const KEEP_MS = 7 * 86_400_000;
const LONGEST_MESSAGE = 1024;

/** The warrants of one agent. */
export class WarrantDesk {
  private files: WarrantFile[] = [];
  private readonly barred = new Set<string>();
  /** Since when the step that is next is worked at, by the warrant. */
  private readonly since = new Map<string, { readonly done: number; readonly atMs: number }>();
  private turning: Promise<void> | null = null;
  private written = 0;
  private told = 0;

  constructor(private readonly ports: WarrantPorts) {}

  /** Reads what an earlier process left. What is damaged stays on the disk as evidence, and nothing is done under it. */
  async open(): Promise<void> {
    const { folder, clusterId, findings, journal } = this.ports;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const names = (await readdir(folder)).filter((name) => name.endsWith(".journal")).sort();
    for (const name of names) {
      const file = await WarrantFile.open(folder, name, clusterId);
      if (!file) {
        const message = `${name} in the warrants folder is not what was written: nothing is done under it. Keep it as evidence, then remove it.`;
        findings.raise({ code: "WarrantDamaged", object: name, severity: "critical", message });
      } else if (Date.parse(file.warrant.expiresAt) < this.ports.hubNow().getTime() - KEEP_MS) {
        await file.close();
        await rm(join(folder, name), { force: true });
      } else this.files.push(file);
    }
    for (const file of this.files)
      for (const step of file.warrant.steps) {
        // The process died between the journal's line and this one: the order may have had an effect.
        const isOurs = journal.find(step.order.idempotencyKey)?.order.seq === 0;
        if (isOurs && !file.lines.some((line) => line.step === step.name && line.did === "ordered"))
          await this.note(file, step.name, "ordered");
      }
    this.written += this.files.filter((file) => file.lines.length > 0).length;
  }

  /** Keeps a warrant, in the place of every other of its group. Throws Refused. */
  async hold(envelope: WarrantEnvelope): Promise<WarrantFile["warrant"]> {
    const { folder, clusterId, keys, journal, bootClock, hubNow, knows } = this.ports;
    const verified = verifyWarrant(envelope, clusterId, (id) => keys.find(id));
    if ("refusal" in verified) throw this.refusal(verified.refusal, "The agent could not prove that the hub signed this warrant for it.");
    const { warrant, key, keyId } = verified;
    if (this.files.some((file) => file.warrant.id === warrant.id)) return warrant;
    const before = this.files.filter((file) => file.warrant.scope === warrant.scope);
    const isNewest = before.every(
      ({ warrant: other }) => other.epoch < warrant.epoch || (other.epoch === warrant.epoch && other.number < warrant.number),
    );
    const highest = journal.epochOf(warrant.scope);
    if (warrant.epoch < highest) throw this.refusal("StaleEpoch", `Epoch ${warrant.epoch} is over: ${highest} was seen.`);
    if (!isNewest) throw this.refusal("Superseded", "A later warrant of this group is held or was ended already.");
    if (Date.parse(warrant.expiresAt) <= hubNow().getTime()) throw this.refusal("Expired", `This warrant expired at ${warrant.expiresAt}.`);
    const unknown = warrant.steps.find((step) => !knows(step));
    if (unknown) throw this.refusal("UnknownStep", `This agent can't do ${unknown.use} by itself. Upgrade it.`);
    const boot = bootClock();
    if (!boot) throw this.refusal("TimeUnknown", "This machine has no clock that goes on over a restart, so no expiry could be kept.");
    for (const file of before) await this.end(file, "superseded");
    this.files.push(await WarrantFile.create(folder, { warrant, envelope, key, keyId, anchor: { ...boot, hubMs: hubNow().getTime() } }));
    return warrant;
  }

  /** Does nothing more under the warrants of a run, and says what was done. Rejects when that could not be written down; nothing is done in any case. */
  async revoke(runId: string): Promise<{ isKnown: boolean; end: WarrantEnd | null }> {
    const mine = this.files.filter((file) => file.warrant.runId === runId);
    const last = mine.at(-1);
    const end = last ? standingOf(last.lines).end : null;
    for (const file of mine) this.barred.add(file.warrant.id);
    for (const file of mine) await this.end(file, "revoked");
    return { isKnown: last !== undefined, end };
  }

  /** Says everything that was done by now, whole, if some of it may be unknown to every hub; `stored` resolves when it is not any more. */
  async tell(stored: () => Promise<void>): Promise<void> {
    // What was begun before the hub came back is written down first.
    await this.turning;
    const { written } = this;
    if (written === this.told) return;
    for (const { warrant, lines } of this.files) if (lines.length > 0) this.ports.say({ warrantId: warrant.id, lines: [...lines] });
    await stored();
    this.told = written;
  }

  /** Goes on by one move wherever one is to be made. Never rejects; a second call waits for the first. */
  turn(): Promise<void> {
    this.turning ??= this.moveAll().finally(() => {
      this.turning = null;
    });
    return this.turning;
  }

  async close(): Promise<void> {
    await this.turning;
    for (const file of this.files) await file.close();
  }

  private async moveAll(): Promise<void> {
    if (this.ports.journal.isDamaged) return;
    for (const file of this.files) {
      if (standingOf(file.lines).end !== null || this.barred.has(file.warrant.id)) continue;
      await this.move(file).catch((err: unknown) =>
        this.ports.log.error({ err, "run.id": file.warrant.runId }, "not gone on under a warrant"),
      );
    }
  }

  private async move(file: WarrantFile): Promise<void> {
    const standing = standingOf(file.lines);
    let move = nextMove(file.warrant, standing, this.moment(file, null));
    if (move.kind === "look") move = nextMove(file.warrant, standing, this.moment(file, await this.see(move.step)));
    if (move.kind === "end") return this.end(file, move.end, move.step?.name ?? null);
    if (move.kind === "pass") return this.note(file, move.step.name, this.wasOrdered(file, move.step) ? "verified" : "found");
    if (move.kind === "order") return this.order(file, move.step);
  }

  /** Whether the step may be begun at this very moment. */
  private mayOrder(file: WarrantFile): boolean {
    const standing = standingOf(file.lines);
    return !this.barred.has(file.warrant.id) && nextMove(file.warrant, standing, this.moment(file, "notYet")).kind === "order";
  }

  private async order(file: WarrantFile, step: WarrantStep): Promise<void> {
    const { warrant } = file;
    const { commandId: id, name, input, idempotencyKey } = step.order;
    const { clusterId, scope, epoch, issuedAt, expiresAt } = warrant;
    const order: CommandOrder = { id, clusterId, seq: 0, name, input, scope, epoch, idempotencyKey, issuedAt, expiresAt };
    const receipt = await this.ports.carryOut(
      order,
      () => this.mayOrder(file),
      () => this.note(file, step.name, "ordered"),
    );
    if (receipt) await this.note(file, step.name, "answered", { outcome: receipt.outcome, message: receipt.message ?? "" });
  }

  private async see(step: WarrantStep): Promise<Moment["seen"]> {
    try {
      return isSeen(await this.ports.ask(step.check.query, step.check.input), step.check.expect) ? "done" : "notYet";
    } catch (cause) {
      this.ports.log.warn({ reason: messageOf(cause), "step.name": step.name }, "a step of a warrant could not be looked at");
      return "unreadable";
    }
  }

  private moment(file: WarrantFile, seen: Moment["seen"]): Moment {
    const { journal, bootClock, silentMs, monotonicMs } = this.ports;
    const { warrant, anchor } = file;
    const { done } = standingOf(file.lines);
    const silent = silentMs();
    const known = this.since.get(warrant.id);
    const isAtIt = known?.done === done && silent >= warrant.silentSeconds * 1000;
    if (!isAtIt) this.since.set(warrant.id, { done, atMs: monotonicMs() });
    const next = warrant.steps[done];
    const entry = next && journal.find(next.order.idempotencyKey);
    const outcome = entry?.receipt?.outcome;
    return {
      nowMs: hubTimeSince(anchor, bootClock()),
      silentMs: silent,
      epochSeen: journal.epochOf(warrant.scope),
      order: !entry ? "none" : outcome === undefined || outcome === "accepted" ? "open" : outcome,
      seen,
      spentMs: isAtIt ? monotonicMs() - (known?.atMs ?? monotonicMs()) : 0,
    };
  }

  private wasOrdered({ lines }: WarrantFile, { name }: WarrantStep): boolean {
    return lines.some((line) => line.step === name && line.did === "ordered");
  }

  private async end(file: WarrantFile, end: WarrantEnd, step: string | null = null): Promise<void> {
    if (standingOf(file.lines).end !== null) return;
    await this.note(file, step, "ended", { end });
  }

  private async note(file: WarrantFile, step: string | null, did: WarrantLine["did"], more: Partial<WarrantLine> = {}): Promise<void> {
    const { bootClock, hubNow, say, log } = this.ports;
    const nowMs = hubTimeSince(file.anchor, bootClock()) ?? hubNow().getTime();
    const message = (more.message ?? "").slice(0, LONGEST_MESSAGE);
    await file.append({ outcome: null, end: null, ...more, at: new Date(nowMs).toISOString(), step, did, message });
    this.written++;
    log.info({ "run.id": file.warrant.runId, "step.name": step ?? "", outcome: did, reason: more.end ?? "" }, "under a warrant");
    say({ warrantId: file.warrant.id, lines: [...file.lines] });
  }

  private refusal(reason: string, message: string): Refused {
    if (["SignatureInvalid", "WrongCluster", "Malformed"].includes(reason))
      this.ports.findings.raise({
        code: "WarrantRefused",
        object: reason,
        severity: "critical",
        message: `A warrant was refused: ${reason}. Somebody may write commands in the hub's place. Check the hub's keys and its database.`,
      });
    return new Refused(reason, message);
  }
}
