import type { StreamMessage } from "@holdfast/contracts/event";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { eventHead, readEvents } from "./read-events";
import type { Wakes } from "./wakes";

// Rows of the inventory may move hundreds of times a second; a browser is told a few times.
const COALESCE_MS = 150;
const LOOK_AGAIN_MS = 5000;

/** What a feed was made with: a fresh context each time rights are asked for, so that a revoked one is seen. */
export interface FeedSource {
  readonly wakes: Wakes;
  /** Throws when the session has ended; then the feed ends with that fault. */
  context(): Promise<ServiceContext>;
}

/** What moved since the last time it was taken. */
function movements() {
  const moved = new Map<string, Set<string>>();
  return {
    add(clusterId: string, resources: readonly string[]) {
      const known = moved.get(clusterId) ?? new Set<string>();
      for (const resource of resources) known.add(resource);
      moved.set(clusterId, known);
    },
    take() {
      const all = [...moved].map(([clusterId, resources]) => ({ clusterId, resources: [...resources] }));
      moved.clear();
      return all;
    },
  };
}

/**
 * The only stream of a tab: every event after `lastEventId` that the caller may know, then new ones as they commit, and which
 * rows of the inventory move. Rights are read again when anybody's access changes and every few seconds.
 */
export async function* eventFeed(
  source: FeedSource,
  lastEventId: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<{ id: string; message: StreamMessage }> {
  const inventory = movements();
  let ring = () => {};
  let hasAccessChanged = true;
  const wakeUp = () => ring();
  const stops = [
    source.wakes.on("inventory", ({ key, detail }) => {
      if (key !== "") inventory.add(key, detail ?? []);
      wakeUp();
    }),
    source.wakes.on("event", wakeUp),
    source.wakes.on("access", () => {
      hasAccessChanged = true;
      wakeUp();
    }),
  ];
  try {
    let ctx = await source.context();
    let visible: ReadonlySet<string> = new Set();
    let readAtMs = Number.NEGATIVE_INFINITY;
    const readRights = async () => {
      hasAccessChanged = false;
      readAtMs = performance.now();
      ctx = await source.context();
      visible = new Set((await visibleClusters(ctx, "fleet:read")).map((cluster) => cluster.id));
    };
    let after = lastEventId === undefined ? await eventHead(ctx.db) : BigInt(lastEventId);
    yield { id: String(after), message: { type: "ready" } };
    while (!signal.aborted) {
      const rung = new Promise<void>((resolve) => {
        ring = resolve;
      });
      if (hasAccessChanged || performance.now() - readAtMs > LOOK_AGAIN_MS) await readRights();
      for (const event of await readEvents(ctx.db, after)) {
        after = BigInt(event.id);
        if (event.type === "cluster.registered" || event.type === "cluster.edited") await readRights();
        const isForCaller = event.clusterIds.length === 0 || event.clusterIds.some((id) => visible.has(id));
        if (isForCaller) yield { id: event.id, message: { type: "event", event } };
      }
      for (const change of inventory.take())
        if (visible.has(change.clusterId)) yield { id: String(after), message: { type: "inventory", change } };
      await Promise.race([rung, pause(LOOK_AGAIN_MS, signal)]);
      await pause(COALESCE_MS, signal);
    }
  } finally {
    for (const stop of stops) stop();
  }
}

/** Resolves after a while, or at once when the signal is aborted. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}
