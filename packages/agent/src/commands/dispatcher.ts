// Decides on every command that reaches this agent, and has the decided ones carried out. It owns who may order, what is
// too late, what is too old and what was done before; handlers know nothing of that. It never acts before the journal
// says so on disk.
import type { CommandOrder, Receipt, SignedCommand } from "@holdfast/contracts/command";
import type { CommandId } from "@holdfast/contracts/ids";
import type { Json } from "@holdfast/contracts/json";
import type { Log } from "@holdfast/contracts/log-fields";
import type { FindingBook } from "../findings/finding-book";
import { turnstile } from "../inventory/turnstile";
import type { HubClock } from "../link/hub-clock";
import { messageOf } from "../problem";
import type { Outbox } from "../reports/outbox";
import { type Command, type CommandContext, Interrupted, unfollowed } from "./define-command";
import type { CommandJournal } from "./journal";
import { failure, type Outcome, refusal, success, unknownOutcome } from "./outcome";
import { type CommandKeys, claimedId, verifyCommand } from "./verify-command";

/** What the dispatcher needs of the rest of the agent. */
export interface DispatcherPorts {
  readonly clusterId: string;
  readonly journal: CommandJournal;
  readonly keys: CommandKeys;
  readonly hubClock: HubClock;
  /** Asks the hub for its time; false when it did not answer. */
  readonly askTime: () => Promise<boolean>;
  /** Connects anew, because a command is signed with a key that came after the last hello. */
  readonly renewKeys: () => void;
  /** Whether the API server still is that of the cluster that enrolled. Rejects when it cannot be asked. */
  readonly isOurCluster: () => Promise<boolean>;
  readonly context: CommandContext;
  readonly findCommand: (name: string) => Command | undefined;
  readonly outbox: Pick<Outbox, "say">;
  readonly findings: FindingBook;
  readonly log: Log;
}

const AT_ONCE = 8;
/** Each of the long ones waits most of its time; more at once would only press on the same disruption budgets. */
const LONG_AT_ONCE = 8;
const DAMAGED = "The agent's command journal is damaged, so it cannot tell what was done before. See the agent's findings.";

const ACCEPTED: Outcome = { outcome: "accepted", reason: null, message: null, output: null, changes: [] };

/** Takes commands from the hub and answers each. */
export class Dispatcher {
  private readonly slots = turnstile(AT_ONCE);
  /** The last command of each scope: those of one scope are carried out in their order. */
  private readonly scopes = new Map<string, Promise<void>>();
  /** For each unknown key the generation of keys at which it was missed. */
  private readonly missed = new Map<string, number>();
  /** The long commands that were accepted and have not ended, by scope. */
  private readonly long = new Map<string, { readonly name: string; readonly ending: AbortController }>();
  private isHalted = false;
  private arrival: Promise<void> = Promise.resolve();

  constructor(private readonly ports: DispatcherPorts) {}

  /** Answers for what an earlier process left open. */
  async recover(): Promise<void> {
    const { journal, findings, outbox } = this.ports;
    if (journal.isDamaged)
      findings.raise({
        code: "JournalDamaged",
        object: "agent",
        severity: "critical",
        message: `${DAMAGED} Read back what recent commands did, then move commands.journal away and restart the agent.`,
      });
    else findings.resolve("JournalDamaged", "agent");
    for (const order of journal.interrupted())
      await this.conclude(
        order.key,
        order.commandId,
        unknownOutcome("AgentDied", "The agent ended between the start and the end of this command."),
        false,
      );
    for (const receipt of journal.unsettled()) outbox.say({ type: "receipt", receipt });
  }

  /** The hub's keys are fresh and its commands come anew, from the journal's last number on. */
  resume(): void {
    this.isHalted = false;
  }

  /** Takes a command; commands are judged in the order in which they come. */
  take(seq: number, command: SignedCommand): void {
    this.arrival = this.arrival
      .then(() => this.judge(seq, command))
      .catch((err: unknown) => this.ports.log.error({ err }, "command not judged"));
  }

  /**
   * Carries out what the hub let this agent do by itself, in the line of its scope and under the key of the hub's own order. `permit` is
   * asked last of all, when nothing else can come in between; `begin` is told when it is in the journal. Null: it was not begun.
   */
  actByItself(order: CommandOrder, permit: () => boolean, begin: () => Promise<void>): Promise<Receipt | null> {
    const { journal, isOurCluster, findCommand } = this.ports;
    const { idempotencyKey: key, id: commandId, seq, name, scope, epoch } = order;
    const admit = async () => {
      if (journal.isDamaged || journal.find(key) || !findCommand(name) || !permit()) return false;
      await journal.receive({ key, commandId, seq, name, scope, epoch });
      await journal.start(key);
      return true;
    };
    const before = this.scopes.get(scope) ?? Promise.resolve();
    const mine = before.then(async () => {
      if (!(await isOurCluster())) return null;
      const admitted = this.arrival.then(admit);
      this.arrival = admitted.then(
        () => undefined,
        () => undefined,
      );
      if (!(await admitted)) return null;
      const outcome = await begin().then(() => this.slots(() => this.obey(order)), failure);
      await this.conclude(key, commandId, outcome);
      return journal.find(key)?.receipt ?? null;
    });
    const line = mine.then(
      () => undefined,
      () => undefined,
    );
    this.scopes.set(scope, line);
    void line.finally(() => this.scopes.get(scope) === line && this.scopes.delete(scope));
    return mine;
  }

  /** Has the long commands stop soon, each with a receipt of what it did: the agent ends. */
  interrupt(): void {
    for (const { ending } of this.long.values()) ending.abort(new Interrupted("AgentStopping"));
  }

  /** Resolves when nothing is being carried out. */
  async idle(): Promise<void> {
    await this.arrival;
    await Promise.all(this.scopes.values());
  }

  private async judge(seq: number, command: SignedCommand): Promise<void> {
    const { clusterId, keys, journal } = this.ports;
    if (this.isHalted) return;
    const verified = verifyCommand(command, seq, clusterId, keys);
    if ("refusal" in verified) return this.refuseUnproven(seq, command, verified.refusal);
    const { order } = verified;
    if (journal.isDamaged) return this.say(order, refusal("JournalDamaged", DAMAGED));
    const earlier = journal.find(order.idempotencyKey);
    if (earlier?.receipt) return this.repeat(order, earlier.receipt);
    if (earlier) return this.repeatLater(order, earlier.order.scope);
    await this.accept(order);
  }

  /** Journals the order, then refuses it or puts it in the line of its scope. */
  private async accept(order: CommandOrder): Promise<void> {
    const { journal } = this.ports;
    const { idempotencyKey: key, id: commandId, seq, name, scope, epoch } = order;
    const refused = await this.refusalOf(order);
    try {
      await journal.receive({ key, commandId, seq, name, scope, epoch });
    } catch (cause) {
      // Fails closed: what cannot be written down is not done.
      return this.say(order, refusal("JournalUnavailable", `The command could not be written to the agent's journal: ${messageOf(cause)}`));
    }
    if (refused) return this.conclude(key, commandId, refused);
    this.say(order, ACCEPTED);
    this.overtake(order);
    const before = this.scopes.get(scope) ?? Promise.resolve();
    const mine = before.then(() => this.takeTurn(order));
    this.scopes.set(scope, mine);
    void mine.finally(() => this.scopes.get(scope) === mine && this.scopes.delete(scope));
  }

  /** A long command takes no slot from the short ones, which a failover may wait for. */
  private async takeTurn(order: CommandOrder): Promise<void> {
    if (!this.ports.findCommand(order.name)?.isLong) return this.slots(() => this.carryOut(order));
    const ending = new AbortController();
    this.long.set(order.scope, { name: order.name, ending });
    await this.carryOut(order, ending.signal);
    this.long.delete(order.scope);
  }

  private overtake({ scope, name }: CommandOrder): void {
    const running = this.long.get(scope);
    if (running && this.ports.findCommand(name)?.overtakes.includes(running.name)) running.ending.abort(new Interrupted("Overtaken"));
  }

  /** Why a proven order may not be obeyed now; undefined when it may. */
  private async refusalOf(order: CommandOrder): Promise<Outcome | undefined> {
    const { journal, hubClock, askTime, findCommand } = this.ports;
    const command = findCommand(order.name);
    if (!command) return refusal("UnknownCommand", `This agent does not know the command ${order.name}. Upgrade it.`);
    const highest = journal.epochOf(order.scope);
    if (order.epoch < highest) return refusal("StaleEpoch", `Epoch ${order.epoch} of ${order.scope} is over: ${highest} was seen.`);
    if (hubClock.isDoubtful() && !(await askTime()))
      return refusal("TimeUnknown", "The hub's time could not be read, so the expiry could not be judged.");
    if (Date.parse(order.expiresAt) <= hubClock.now().getTime()) return refusal("Expired", `This command expired at ${order.expiresAt}.`);
    if (command.isLong && [...this.long.keys()].filter((scope) => scope !== order.scope).length >= LONG_AT_ONCE)
      return refusal("AgentBusy", `This agent carries out ${LONG_AT_ONCE} long commands already. Order it again when one has ended.`);
    return undefined;
  }

  private async carryOut(order: CommandOrder, signal?: AbortSignal): Promise<void> {
    const { journal, log } = this.ports;
    const key = order.idempotencyKey;
    const startedAt = performance.now();
    try {
      // It may have waited behind another: the world is asked again.
      const late = (await this.refusalOf(order)) ?? (await this.refusalOfCluster());
      if (late) return await this.conclude(key, order.id, late);
      await journal.start(key);
    } catch (cause) {
      return this.say(order, refusal("JournalUnavailable", `The command could not be written to the agent's journal: ${messageOf(cause)}`));
    }
    const outcome = await this.obey(order, signal);
    await this.conclude(key, order.id, outcome);
    log.info(
      { ...about(order), outcome: outcome.outcome, reason: outcome.reason ?? "", durationMs: Math.round(performance.now() - startedAt) },
      "command carried out",
    );
  }

  private async obey(order: CommandOrder, signal = unfollowed.signal): Promise<Outcome> {
    const tell = (output: Json) => this.say(order, { ...ACCEPTED, output });
    try {
      // Looked for when it was accepted.
      return success(await (this.ports.findCommand(order.name) as Command).run(this.ports.context, order.input, { signal, tell }));
    } catch (cause) {
      return failure(cause);
    }
  }

  private async refusalOfCluster(): Promise<Outcome | undefined> {
    try {
      if (await this.ports.isOurCluster()) return undefined;
      return refusal("WrongCluster", "The agent's kubeconfig leads to another cluster than the one that enrolled.");
    } catch (cause) {
      return failure(cause);
    }
  }

  /** Writes the answer down and says it. Said in any case: without the line, a restart answers `unknown`, which is true. */
  private async conclude(key: string, commandId: CommandId, outcome: Outcome, isSaid = true): Promise<void> {
    const receipt: Receipt = { commandId, ...outcome, at: this.ports.hubClock.now().toISOString() };
    await this.ports.journal
      .finish(key, receipt)
      .catch((err: unknown) => this.ports.log.error({ err, "command.id": commandId }, "receipt not journalled"));
    if (isSaid) this.ports.outbox.say({ type: "receipt", receipt });
  }

  private say(order: CommandOrder, outcome: Outcome): void {
    this.ports.outbox.say({ type: "receipt", receipt: { commandId: order.id, ...outcome, at: this.ports.hubClock.now().toISOString() } });
  }

  /** The same effect was ordered before: the first answer stands, under the name of whoever asks. */
  private repeat(order: CommandOrder, receipt: Receipt): void {
    this.ports.log.info(about(order), "command answered with its first receipt");
    this.ports.outbox.say({ type: "receipt", receipt: { ...receipt, commandId: order.id } });
  }

  /** It is under way: whoever asks under another name is answered when it is done. */
  private repeatLater(order: CommandOrder, scope: string): void {
    const { journal, log } = this.ports;
    log.info(about(order), "command is under way already");
    void this.scopes.get(scope)?.then(() => {
      const receipt = journal.find(order.idempotencyKey)?.receipt;
      if (receipt && receipt.commandId !== order.id) this.repeat(order, receipt);
    });
  }

  private async refuseUnproven(seq: number, command: SignedCommand, reason: string): Promise<void> {
    const { journal, keys, findings, log, outbox, hubClock } = this.ports;
    if (reason === "KeyUnknown" && this.missed.get(command.keyId) !== keys.generation - 1) {
      // The key may be newer than the last hello. Nothing after this command may be taken before it.
      this.missed.set(command.keyId, keys.generation);
      this.isHalted = true;
      return this.ports.renewKeys();
    }
    log.error({ reason, outcome: "refused", count: seq }, "command refused, its sender is not proven");
    findings.raise({
      code: "CommandUnproven",
      object: reason,
      severity: "critical",
      message: `Command number ${seq} was refused: ${reason}. Somebody may write commands in the hub's place. Check the hub's keys and its database.`,
    });
    const commandId = claimedId(command);
    const said = { ...refusal(reason, "The agent could not prove that the hub sent this command."), at: hubClock.now().toISOString() };
    if (commandId) outbox.say({ type: "receipt", receipt: { commandId, ...said } });
    await journal.skip(seq).catch(() => undefined);
  }
}

const about = (order: CommandOrder) => ({ "command.id": order.id, "command.name": order.name });
