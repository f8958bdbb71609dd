// Keeps the hub's picture of one resource equal to the cluster's: compares, lists, watches, and lists again whenever the
// thread is lost. It holds no objects, only what the hub was told of each (uid and digest).
import { setMaxListeners } from "node:events";
import type { ResourceSummary } from "@holdfast/contracts/inventory";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { type Discovery, resourcePath, type ServedResource } from "../kube/discovery";
import type { KubeHttp } from "../kube/http";
import { hasStatus, isExpired, KubeError } from "../kube/kube-error";
import { listAll } from "../kube/list";
import { type WatchCursor, type WatchEvent, type WatchTiming, watchOnce } from "../kube/watch";
import { type BackOff, backOff, spread } from "../link/back-off";
import type { Outbox } from "../reports/outbox";
import { HeldObjects } from "./held-objects";
import type { ObservedTarget } from "./observed-target";
import { Pause } from "./pause";
import { observe } from "./record";
import { Standing, type StandingPorts } from "./standing";
import type { Turnstile } from "./turnstile";

/** The patience of an observer, in milliseconds. */
export interface ObserverTiming {
  readonly watch: WatchTiming;
  readonly retryBaseMs: number;
  readonly retryCapMs: number;
  /** How often something forbidden or absent is looked at again, at most. */
  readonly recheckMs: number;
  /** A kind that was there must be gone for this long before its objects are. */
  readonly confirmAbsentMs: number;
}

/** What the observer of one resource needs of the rest of the agent. */
export interface ObserverPorts extends StandingPorts {
  readonly http: KubeHttp;
  readonly discovery: Discovery;
  readonly outbox: Pick<Outbox, "upsert" | "remove" | "say" | "room" | "drained">;
  /** Resolves when the hub is connected. */
  readonly linked: (signal: AbortSignal) => Promise<void>;
  /** What the hub holds of a resource, page by page. Rejects when the connection is lost. */
  readonly known: (resource: string) => AsyncIterable<readonly (readonly [string, string])[]>;
  readonly lists: Turnstile;
  readonly timing: ObserverTiming;
  /** Each object that is seen, and each that is gone (undefined). */
  readonly onObject?: (target: ObservedTarget, uid: string, object: KubeObject | undefined) => void;
}

const METADATA_LIST = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";
const METADATA = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";
/** A watch that lasted this long was a good one: what comes after it starts with short waits again. */
const GOOD_WATCH_MS = 10_000;
/** What is forbidden is asked for again after this, and then after twice as long each time. */
const FIRST_RECHECK_MS = 1000;
/** So many refusals in a row of what was allowed before are no accident. */
const REFUSALS_BELIEVED = 3;
/** Errors of a watch that say that the kind itself has to be looked at again. */
const NOT_THE_WATCH = [401, 403, 404];

const retryAfterMs = (cause: unknown) => (cause instanceof KubeError ? (cause.retryAfterMs ?? 0) : 0);

/** Observes one resource until it is stopped. */
export class ResourceObserver {
  private readonly held = new HeldObjects();
  private readonly pause = new Pause();
  private readonly standing: Standing;
  private round = new AbortController();
  private needsKnown = true;
  private isPaged = true;
  /** How often in a row the API server said 403. */
  private refusals = 0;

  constructor(
    public target: ObservedTarget,
    private readonly ports: ObserverPorts,
  ) {
    this.standing = new Standing(target, ports);
  }

  /** The same resource in other versions. A kind that is read whole keeps its own. */
  serveAs(target: ObservedTarget): void {
    if (this.target.isMetadataOnly) this.target = target;
  }

  /** How it stands towards its resource. */
  get state() {
    return this.standing.state;
  }

  /** Whether the hub's rows were compared, so that the summary says what the hub should have. */
  get hasCompared(): boolean {
    return !this.needsKnown;
  }

  /** Whether all that can be read now was said. */
  get isSettled(): boolean {
    return this.hasCompared && this.state !== "syncing";
  }

  summary(): ResourceSummary {
    return this.held.summary(this.target.key);
  }

  /** Looks again now, where it would have waited. */
  poke(): void {
    this.pause.poke();
  }

  /** Compares everything again, from what the hub holds. */
  restart(): void {
    this.needsKnown = true;
    this.standing.forget();
    this.round.abort();
  }

  /** Runs until the signal. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    const waits = backOff(this.ports.timing.retryBaseMs, this.ports.timing.retryCapMs);
    while (!signal.aborted) {
      this.round = new AbortController();
      setMaxListeners(0, this.round.signal);
      const abort = () => this.round.abort();
      signal.addEventListener("abort", abort, { once: true });
      try {
        await this.observe(this.round.signal, waits);
      } catch (cause) {
        // A wait that is aborted ends this round like everything else of it.
        if (!this.round.signal.aborted) await this.waitAfter(cause, waits.next()).catch(() => undefined);
      } finally {
        signal.removeEventListener("abort", abort);
      }
    }
  }

  /** One round: compare, list, watch. Returns when the thread was lost and a new list is due. */
  private async observe(signal: AbortSignal, waits: BackOff): Promise<void> {
    if (this.needsKnown) await this.readKnown(signal);
    const { target, ports } = this;
    const served = await ports.discovery.find(target.group, target.plural, target.versions);
    if (!served) return this.absent(signal);
    const cursor = await ports.lists(() => this.list(served, signal));
    waits.reset();
    await this.watch(served, cursor, signal);
  }

  private async readKnown(signal: AbortSignal): Promise<void> {
    const { ports, target } = this;
    const waits = backOff(ports.timing.retryBaseMs, ports.timing.retryCapMs);
    for (;;) {
      await ports.linked(signal);
      // What was said before must be in the rows that are compared with.
      await ports.outbox.drained();
      signal.throwIfAborted();
      try {
        this.held.clear();
        for await (const page of ports.known(target.key)) for (const [uid, digest] of page) this.held.set(uid, BigInt(digest));
        break;
      } catch {
        // The connection was lost or the hub is busy; the link tells of both.
        await this.pause.wait(waits.next(), signal);
      }
    }
    signal.throwIfAborted();
    this.needsKnown = false;
    ports.onChange();
  }

  private async list(served: ServedResource, signal: AbortSignal): Promise<WatchCursor> {
    const { ports, target } = this;
    const seen = new Set<string>();
    if (this.state === "absent" || this.state === "syncing") this.standing.enter("syncing");
    try {
      const { resourceVersion, oversized } = await listAll(ports.http, {
        path: resourcePath(served),
        fieldSelector: target.fieldSelector,
        accept: target.isMetadataOnly ? METADATA_LIST : undefined,
        isPaged: this.isPaged,
        signal,
        onObject: (object) => {
          const uid = this.upsert(object);
          if (uid) seen.add(uid);
        },
        room: () => ports.outbox.room(),
      });
      signal.throwIfAborted();
      for (const uid of [...this.held.uids()]) if (!seen.has(uid)) this.remove(uid);
      if (oversized > 0) this.standing.omit();
      this.isPaged = true;
      this.refusals = 0;
      this.standing.enter("synced");
      return { resourceVersion };
    } catch (cause) {
      // The pages were read too slowly for their tokens: next time in one piece.
      if (isExpired(cause)) this.isPaged = false;
      throw cause;
    }
  }

  private async watch(served: ServedResource, cursor: WatchCursor, signal: AbortSignal): Promise<void> {
    const { ports } = this;
    const waits = backOff(ports.timing.retryBaseMs, ports.timing.retryCapMs);
    for (;;) {
      const startedAtMs = ports.clock.monotonicMs();
      const failure = await this.watchFrom(served, cursor, signal);
      signal.throwIfAborted();
      if (isExpired(failure)) return;
      if (failure instanceof KubeError && (failure.kind === "malformed" || NOT_THE_WATCH.includes(failure.code))) throw failure;
      const lastedMs = ports.clock.monotonicMs() - startedAtMs;
      if (lastedMs > GOOD_WATCH_MS) waits.reset();
      if (failure) this.standing.fail(failure);
      // An end in its time goes on at once; a server that ends every watch at once is not asked in a loop.
      if (failure || lastedMs < 1000) await this.pause.wait(Math.max(waits.next(), retryAfterMs(failure)), signal);
    }
  }

  /** One watch; resolves to its failure, or to undefined when it ended in its time. */
  private async watchFrom(served: ServedResource, cursor: WatchCursor, signal: AbortSignal): Promise<unknown> {
    const { ports, target } = this;
    const request = {
      path: resourcePath(served),
      fieldSelector: target.fieldSelector,
      accept: target.isMetadataOnly ? METADATA : undefined,
      signal,
      timing: { ...ports.timing.watch, lastsMs: spread(ports.timing.watch.lastsMs) },
      onOpen: () => this.standing.recover(),
      onEvent: (event: WatchEvent) => this.apply(event),
      onOversized: () => this.standing.omit(),
      room: () => ports.outbox.room(),
    };
    try {
      await watchOnce(ports.http, request, cursor);
      return undefined;
    } catch (cause) {
      return cause;
    }
  }

  private apply({ type, object }: WatchEvent): void {
    if (type === "DELETED") this.remove(object.metadata?.uid ?? "");
    else this.upsert(object);
  }

  private upsert(object: KubeObject): string | undefined {
    const { target, ports } = this;
    const observed = observe(target.key, target.kind, object);
    if (!observed) return undefined;
    const { record, digest, sizeBytes } = observed;
    if (this.held.set(record.uid, digest)) ports.outbox.upsert(record, sizeBytes);
    ports.onObject?.(target, record.uid, object);
    return record.uid;
  }

  private remove(uid: string): void {
    if (this.held.delete(uid)) this.ports.outbox.remove(this.target.key, uid);
    this.ports.onObject?.(this.target, uid, undefined);
  }

  /** The kind is not served: waits until somebody says that it may be, or for long. */
  private async absent(signal: AbortSignal): Promise<void> {
    const { ports, target } = this;
    if (this.held.size > 0) {
      // An API server that just started serves its built-in kinds before the others.
      await this.pause.wait(ports.timing.confirmAbsentMs, signal);
      ports.discovery.forget();
      if (await ports.discovery.find(target.group, target.plural, target.versions)) return;
      for (const uid of [...this.held.uids()]) this.remove(uid);
    }
    this.standing.enter("absent");
    const wasPoked = await this.pause.wait(spread(ports.timing.recheckMs), signal);
    if (!wasPoked) ports.discovery.forget();
  }

  /** Waits after an error, and tells what lasts. */
  private async waitAfter(cause: unknown, waitMs: number): Promise<void> {
    const { timing, discovery } = this.ports;
    const { signal } = this.round;
    if (hasStatus(cause, 403)) {
      // An API server that just started refuses everybody until it has read its roles.
      if (this.state !== "synced" || this.refusals >= REFUSALS_BELIEVED) this.standing.forbid(cause.message);
      const againMs = Math.min(timing.recheckMs, FIRST_RECHECK_MS * 2 ** Math.min(this.refusals++, 20));
      await this.pause.wait(spread(againMs), signal);
      return;
    }
    if (hasStatus(cause, 404)) discovery.forget();
    if (!isExpired(cause)) this.standing.fail(cause);
    await this.pause.wait(Math.max(waitMs, retryAfterMs(cause)), signal);
  }
}
