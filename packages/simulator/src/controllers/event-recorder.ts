import type { ClusterStore, KubeObject } from "../kube/cluster-store";
import { timestamp } from "../kube/store/object-identity";

/** What an event says about an object. */
export interface EventNote {
  readonly type: "Normal" | "Warning";
  readonly reason: string;
  readonly message: string;
  readonly component: string;
}

/** Writes events. */
export interface EventRecorder {
  record(about: KubeObject, note: EventNote): void;
}

interface StoredEvent extends KubeObject {
  readonly count?: number;
}

/** Events about one thing for one reason that differ in their words alone. */
interface Similar {
  readonly messages: Set<string>;
  lastMs: number;
}

/** So many different messages for one reason are told one by one, if they are that close; what follows is told together. */
const MOST_SIMILAR = 10;
const SIMILAR_WITHIN_MS = 600_000;
/** How many different events are remembered for counting. */
const MAX_REMEMBERED = 5000;
const EVENT_TTL_MS = 3600_000;

/** Tells of each event whether it is one of many that are alike, as clients of Kubernetes tell. */
function similarityCheck(now: () => Date): (reason: string, message: string) => boolean {
  const groups = new Map<string, Similar>();
  return (reason, message) => {
    const nowMs = now().getTime();
    if (groups.size > MAX_REMEMBERED) groups.clear();
    const known = groups.get(reason);
    const group = known && nowMs - known.lastMs < SIMILAR_WITHIN_MS ? known : { messages: new Set<string>(), lastMs: nowMs };
    groups.set(reason, group);
    group.lastMs = nowMs;
    if (group.messages.has(message)) return false;
    if (group.messages.size >= MOST_SIMILAR) return true;
    group.messages.add(message);
    return false;
  };
}

/**
 * Records events as Kubernetes does: one that repeats is counted in the same object, many that are alike are told together,
 * and an event is gone an hour after it was seen last.
 */
export function createEventRecorder(
  store: ClusterStore,
  { now, random, after }: { readonly now: () => Date; readonly random: () => number; after(delayMs: number, run: () => void): void },
): EventRecorder {
  const names = new Map<string, string>();
  let sweeping = false;

  const sweep = () => {
    const oldest = now().getTime() - EVENT_TTL_MS;
    for (const event of store.list("events")) {
      const seen = Date.parse(String(event.lastTimestamp ?? event.metadata.creationTimestamp));
      if (seen < oldest) store.delete("events", event.metadata.namespace ?? null, event.metadata.name);
    }
    after(EVENT_TTL_MS / 12, sweep);
  };

  const isOneOfMany = similarityCheck(now);
  const repeat = (namespace: string, name: string, message: string): boolean =>
    store.update("events", namespace, name, (event) => ({
      ...{ ...event, message },
      count: ((event as StoredEvent).count ?? 1) + 1,
      lastTimestamp: timestamp(now()),
    })) !== undefined;

  return {
    record(about, { type, reason, message: words, component }) {
      if (!sweeping) {
        sweeping = true;
        after(EVENT_TTL_MS / 12, sweep);
      }
      const { uid, name, namespace: own, resourceVersion } = about.metadata;
      const namespace = own ?? "default";
      const group = [uid, type, reason, component].join("\n");
      const isCombined = isOneOfMany(group, words);
      const message = isCombined ? `(combined from similar events): ${words}` : words;
      const identity = isCombined ? group : [group, words].join("\n");
      const known = names.get(identity);
      if (known && repeat(namespace, known, message)) return;
      if (names.size > MAX_REMEMBERED) names.clear();
      const eventName = `${name}.${Math.floor(random() * 2 ** 48)
        .toString(16)
        .padStart(12, "0")}`;
      names.set(identity, eventName);
      const at = timestamp(now());
      const involvedObject = { kind: about.kind, namespace: own, name, uid, apiVersion: about.apiVersion, resourceVersion };
      store.create("events", {
        ...{ apiVersion: "v1", kind: "Event", metadata: { name: eventName, namespace } },
        ...{ involvedObject, type, reason, message, source: { component }, count: 1, firstTimestamp: at, lastTimestamp: at },
        ...{ eventTime: null, reportingComponent: component, reportingInstance: "" },
      });
    },
  };
}
