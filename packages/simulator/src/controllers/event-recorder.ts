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

/** How many different events are remembered for counting. */
const MAX_REMEMBERED = 5000;
const EVENT_TTL_MS = 3600_000;

/**
 * Records events as Kubernetes does: one that repeats is counted in the same object, and an event is gone an hour after it
 * was seen last.
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

  const repeat = (namespace: string, name: string): boolean =>
    store.update("events", namespace, name, (event) => ({
      ...event,
      count: ((event as StoredEvent).count ?? 1) + 1,
      lastTimestamp: timestamp(now()),
    })) !== undefined;

  return {
    record(about, { type, reason, message, component }) {
      if (!sweeping) {
        sweeping = true;
        after(EVENT_TTL_MS / 12, sweep);
      }
      const { uid, name, namespace: own, resourceVersion } = about.metadata;
      const namespace = own ?? "default";
      const identity = [uid, type, reason, message].join("\n");
      const known = names.get(identity);
      if (known && repeat(namespace, known)) return;
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
