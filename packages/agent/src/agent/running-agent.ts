// One agent at work: its link, its inventory, its commands and its answers, composed here and nowhere else.
import { randomUUID } from "node:crypto";
import { setMaxListeners } from "node:events";
import { type HubHello, PROTOCOL_VERSION, type ReportMessage } from "@holdfast/contracts/agent-link";
import type { Log } from "@holdfast/contracts/log-fields";
import type { Clock } from "../clock";
import { commands, findCommand } from "../commands/command-list";
import { Dispatcher } from "../commands/dispatcher";
import type { CommandJournal } from "../commands/journal";
import { CommandKeys } from "../commands/verify-command";
import { watchAccess } from "../findings/access-watch";
import { type FindingBook, findingBook } from "../findings/finding-book";
import type { IdentityStore } from "../identity/identity-store";
import { identityKeeper } from "../identity/keeper";
import { Inventory } from "../inventory/inventory";
import type { ClusterAccess } from "../kube/access";
import { type Discovery, discovery } from "../kube/discovery";
import type { KubeHttp } from "../kube/http";
import { type KubePort, kubePort } from "../kube/kube-port";
import { type HubClock, hubClock } from "../link/hub-clock";
import { type Link, startLink } from "../link/link";
import type { HubSession } from "../link/session";
import { AnswerDesk } from "../queries/answer-desk";
import type { QueryContext } from "../queries/define-query";
import { resolveName } from "../queries/http-get";
import { queries } from "../queries/query-list";
import { Outbox } from "../reports/outbox";
import { type BootClock, systemBootClock } from "../warrant/boot-clock";
import { WarrantDesk } from "../warrant/warrant-desk";
import { type ClusterGuard, clusterGuard } from "./cluster-guard";
import type { Established } from "./establish";
import { LinkGate } from "./link-gate";
import type { AgentTiming } from "./timing";

/** What a start found out, and what it was told. */
export interface AgentParts
  extends Pick<QueryContext, "sources" | "services" | "probeOrigins" | "editable" | "areLogsShown" | "exec" | "audited"> {
  readonly version: string;
  readonly log: Log;
  readonly clock: Clock;
  readonly timing: AgentTiming;
  readonly access: ClusterAccess;
  readonly http: KubeHttp;
  readonly store: IdentityStore;
  readonly who: Established;
  readonly journal: CommandJournal;
  /** Where the warrants are kept. */
  readonly warrantFolder: string;
  /** Ends the reception of the cluster's audit log. */
  readonly closeAudit?: () => Promise<void>;
  readonly bootClock?: BootClock;
}

/** An agent from its start to its stop. */
export class RunningAgent {
  private readonly bootId = randomUUID();
  private readonly stopping = new AbortController();
  private readonly gate = new LinkGate();
  private readonly keys = new CommandKeys();
  private readonly hubTime: HubClock;
  private readonly kinds: Discovery;
  private readonly kube: KubePort;
  private readonly rehearsal: KubePort;
  private readonly outbox: Outbox;
  private readonly findings: FindingBook;
  private readonly guard: ClusterGuard;
  private readonly inventory: Inventory;
  private readonly dispatcher: Dispatcher;
  private readonly desk: AnswerDesk;
  private readonly warrants: WarrantDesk;
  /** When the last connection ended; at first when the agent started. */
  private lostAtMs: number;
  private recovered: Promise<void> = Promise.resolve();
  private session: HubSession | undefined;
  private link: Link | undefined;
  private ends: (() => void | Promise<void>)[] = [];

  constructor(private readonly parts: AgentParts) {
    const { http, clock, log, who, sources, services = {}, probeOrigins, editable, areLogsShown, exec } = parts;
    setMaxListeners(0, this.stopping.signal);
    this.hubTime = hubClock(clock);
    this.kinds = discovery(http, clock.monotonicMs);
    this.kube = kubePort(http, this.kinds, false);
    this.rehearsal = kubePort(http, this.kinds, true);
    this.guard = clusterGuard(http, who.enrolment.clusterUid, clock.monotonicMs);
    this.outbox = this.makeOutbox();
    this.findings = findingBook((finding) => this.outbox.say({ type: "finding", finding }));
    this.inventory = this.makeInventory();
    this.lostAtMs = clock.monotonicMs();
    this.warrants = this.makeWarrants();
    this.dispatcher = this.makeDispatcher();
    const { kube, rehearsal } = this;
    const context = { kube, rehearsal, commands, sources, services, probeOrigins, editable, areLogsShown, exec, resolve: resolveName };
    const { audited } = parts;
    this.desk = new AnswerDesk({ queries, log, context: { ...context, ...(audited ? { audited } : {}) } });
  }

  /** Begins everything. */
  start(): void {
    const { log, who, store, clock, timing } = this.parts;
    const stopTurning = this.keepTurning();
    const running = this.inventory.run();
    const keeper = identityKeeper(who.identity, { store, enrolment: who.enrolment, key: who.key, log, now: this.hubTime.now });
    this.link = startLink({
      ...{ keeper, clock, log, hubClock: this.hubTime, timing: timing.link },
      hello: () => this.hello(),
      onUp: (session, hello) => this.onUp(session, hello),
      onDown: () => this.onDown(),
    });
    this.ends = [
      watchAccess(this.kube, commands, this.findings, log),
      this.guard.watch(this.findings, () => this.session?.end("the kubeconfig leads to another cluster")),
      stopTurning,
      () => this.link?.stop(),
      () => running,
      () => this.parts.journal.close(),
      () => this.parts.access.close(),
      () => this.parts.closeAudit?.(),
    ];
  }

  /** Lets commands that are under way finish, for a moment, the long ones stop, and ends everything. */
  async stop(): Promise<void> {
    const late = new Promise((resolve) => setTimeout(resolve, this.parts.timing.graceMs).unref());
    this.dispatcher.interrupt();
    this.parts.exec.close();
    await Promise.race([this.dispatcher.idle(), late]);
    this.stopping.abort();
    this.outbox.close();
    for (const end of this.ends) await end();
  }

  private hello() {
    const { kubernetesVersion, clusterUid } = this.guard.facts() ?? this.parts.who.facts;
    const { version: agentVersion } = this.parts;
    return { protocol: PROTOCOL_VERSION, agentVersion, bootId: this.bootId, nextSeq: this.outbox.nextSeq, kubernetesVersion, clusterUid };
  }

  private onUp(session: HubSession, hello: HubHello): void {
    this.session = session;
    const ended = new AbortController();
    setMaxListeners(0, ended.signal);
    void session.ended.then(() => ended.abort());
    this.keys.replace(hello.commandKeys);
    if (!this.outbox.resume(session.report, hello.ackedSeq)) {
      this.inventory.restart();
      this.findings.repeat();
    }
    this.gate.open();
    this.dispatcher.resume();
    void this.tellFirst().then(() => {
      if (ended.signal.aborted) return;
      session.commands(this.parts.journal.lastSeq, (seq, command) => this.dispatcher.take(seq, command));
      session.queries((query) => void this.desk.take(query, { answer: session.answer, signal: ended.signal }));
    });
  }

  /** Whatever was done while no hub answered is stored by the hub before it is answered anything that it could judge by. */
  private async tellFirst(): Promise<void> {
    await this.recovered;
    await this.warrants.tell(() => this.outbox.drained());
  }

  /** Recovers what an earlier process left, then goes on under warrants where that is to be. Returns what ends it. */
  private keepTurning(): () => Promise<void> {
    const { log, timing } = this.parts;
    this.recovered = this.dispatcher
      .recover()
      .then(() => this.warrants.open())
      .catch((err: unknown) => log.error({ err }, "the warrants could not be read"));
    const timer = setInterval(() => void this.recovered.then(() => this.warrants.turn()), timing.warrantTurnMs);
    return async () => {
      clearInterval(timer);
      await this.recovered;
      await this.warrants.close();
    };
  }

  private onDown(): void {
    this.session = undefined;
    this.lostAtMs = this.parts.clock.monotonicMs();
    this.parts.exec.endAll();
    this.gate.close();
    this.outbox.suspend();
  }

  private makeOutbox(): Outbox {
    const { log, timing, journal } = this.parts;
    return new Outbox({
      ...{ bootId: this.bootId, log, now: this.hubTime.now, limits: timing.outbox },
      onStored: (messages: readonly ReportMessage[]) => {
        for (const message of messages) if (message.type === "receipt") journal.acked(message.receipt);
      },
      onResync: (resources) => this.inventory.resync(resources),
      onRefused: (message) =>
        this.findings.raise({
          code: "ReportRefused",
          object: "agent",
          severity: "warning",
          message: `The hub refused a report: ${message}`,
        }),
      onGap: () => this.session?.end("the hub lost reports that it had stored"),
      onDirty: () => this.inventory.restart(),
    });
  }

  private makeInventory(): Inventory {
    const { http, clock, log, timing } = this.parts;
    const { outbox, findings, kinds, hubTime, gate } = this;
    return new Inventory(
      {
        ...{ http, outbox, findings, clock, log, discovery: kinds, now: hubTime.now, timing: timing.observer },
        failingAfterMs: timing.failingAfterMs,
        summaryEveryMs: timing.summaryEveryMs,
        linked: (signal) => gate.passed(signal),
        knownPage: (resource, after) => this.session?.known(resource, after) ?? Promise.reject(new Error("the hub is not connected")),
      },
      this.stopping.signal,
    );
  }

  private makeWarrants(): WarrantDesk {
    const { who, journal, log, clock, warrantFolder, bootClock = systemBootClock } = this.parts;
    const { keys, findings, hubTime, stopping } = this;
    return new WarrantDesk({
      ...{ folder: warrantFolder, clusterId: who.enrolment.clusterId, keys, journal, bootClock, findings, log },
      ...{ hubNow: hubTime.now, monotonicMs: clock.monotonicMs },
      silentMs: () => (this.session ? 0 : clock.monotonicMs() - this.lostAtMs),
      knows: ({ order, check }) => findCommand(order.name)?.isLong === false && queries.some((query) => query.name === check.query),
      ask: (query, input) => this.desk.ask(query, input, stopping.signal),
      carryOut: (order, permit, begin) => this.dispatcher.actByItself(order, permit, begin),
      say: (progress) => this.outbox.say({ type: "warrant", progress }),
    });
  }

  private makeDispatcher(): Dispatcher {
    const { who, journal, log, editable, exec, services = {} } = this.parts;
    const { keys, outbox, findings, kube, rehearsal, hubTime, guard } = this;
    return new Dispatcher({
      ...{
        journal,
        keys,
        outbox,
        findings,
        log,
        findCommand,
        hubClock: hubTime,
        context: { kube, rehearsal, editable, exec, services, resolve: resolveName, warrants: this.warrants },
      },
      clusterId: who.enrolment.clusterId,
      askTime: async () => (await this.link?.askTime()) ?? false,
      renewKeys: () => this.session?.end("a command is signed with a key that is not known yet"),
      isOurCluster: guard.isOurs,
    });
  }
}
