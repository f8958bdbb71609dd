import { expired } from "../api-error";
import type { KubeObject, StoreChange } from "../cluster-store";
import { isSelected, type ListRequest, parseVersion } from "../read/list-objects";
import { type Representation, represent } from "../read/representation";
import { eventFor, type WatchEvent } from "../read/watch-hub";
import type { Exchange } from "./answer";
import type { ServedCluster } from "./served-cluster";

/** A watch as it is asked for. */
export interface WatchRequest extends ListRequest {
  readonly representation: Representation;
  readonly sendsInitialEvents: boolean;
  readonly allowsBookmarks: boolean;
  readonly timeoutMs: number | null;
}

const DEFAULT_TIMEOUT_MS = 30 * 60_000;
const BOOKMARK_EVERY_MS = 60_000;
const BOOKMARK_BEFORE_END_MS = 1000;
/** A watcher that lets this much pile up is cut off; it comes back and resumes. */
const MAX_BACKLOG_BYTES = 32 * 1024 * 1024;

const INITIAL_EVENTS_END = { "k8s.io/initial-events-end": "true" };

class WatchResponse {
  private stop: () => void = () => undefined;
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly cluster: ServedCluster,
    private readonly exchange: Exchange,
    private readonly request: WatchRequest,
  ) {}

  start(): void {
    const { response } = this.exchange;
    const replay = this.replay();
    response.writeHead(200, { "cache-control": "no-cache, private", "content-type": "application/json" });
    response.flushHeaders();
    response.on("close", () => this.end());
    if (replay === null) {
      this.refuseVersion();
      return;
    }
    for (const event of replay) this.send(event.type, event.object);
    const isInitialBookmarked = this.request.sendsInitialEvents && this.request.allowsBookmarks;
    if (isInitialBookmarked) this.sendBookmark(INITIAL_EVENTS_END);
    this.stop = this.cluster.hub.add({ selection: this.request, notify: (event) => this.send(event.type, event.object) });
    this.schedule();
  }

  /** What happened before now, as far as it is asked for; null when that is not known any more. */
  private replay(): readonly WatchEvent[] | null {
    const { store } = this.cluster.api;
    const { type, namespace, resourceVersion, sendsInitialEvents } = this.request;
    const version = resourceVersion === "" ? 0 : parseVersion(resourceVersion);
    if (sendsInitialEvents || version === 0) {
      const current = store.list(type.key, namespace).filter((object) => isSelected(this.request, object));
      return current.map((object) => ({ type: "ADDED", object }));
    }
    if (version < type.servedSince) return null;
    const changes = store.changesAfter(version, type.key);
    return changes?.flatMap((change: StoreChange) => eventFor(this.request, change) ?? []) ?? null;
  }

  private refuseVersion(): void {
    const { resourceVersion, type } = this.request;
    const { store } = this.cluster.api;
    const known = Math.max(type.servedSince, store.resourceVersion);
    this.write("ERROR", expired(`too old resource version: ${resourceVersion} (${known})`).toStatus());
    this.exchange.response.end();
  }

  private schedule(): void {
    const timeoutMs = this.request.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.timers.push(setTimeout(() => this.exchange.response.end(), timeoutMs));
    if (!this.request.allowsBookmarks) return;
    this.timers.push(setInterval(() => this.sendBookmark(), BOOKMARK_EVERY_MS));
    this.timers.push(setTimeout(() => this.sendBookmark(), Math.max(0, timeoutMs - BOOKMARK_BEFORE_END_MS)));
  }

  private end(): void {
    this.stop();
    for (const timer of this.timers) clearTimeout(timer);
  }

  private send(type: string, object: KubeObject): void {
    this.write(type, represent(this.request.type, object, this.request.representation, this.cluster.api.now()));
  }

  private sendBookmark(annotations?: Readonly<Record<string, string>>): void {
    const { type, representation } = this.request;
    const resourceVersion = String(this.cluster.api.store.resourceVersion);
    const isWhole = representation.as === "object";
    const kind = isWhole ? type.kind : "PartialObjectMetadata";
    const apiVersion = isWhole ? type.apiVersion : "meta.k8s.io/v1";
    this.write("BOOKMARK", { kind, apiVersion, metadata: { resourceVersion, ...(annotations ? { annotations } : {}) } });
  }

  private write(type: string, object: object): void {
    const { response } = this.exchange;
    response.write(`{"type":"${type}","object":${JSON.stringify(object)}}\n`);
    if (response.writableLength > MAX_BACKLOG_BYTES) response.destroy();
  }
}

/** Answers with a stream of events, one a line, until the client goes, the time is up or the version is too old. */
export function startWatch(cluster: ServedCluster, exchange: Exchange, request: WatchRequest): void {
  new WatchResponse(cluster, exchange, request).start();
}
