import type { Log } from "@holdfast/contracts/log-fields";
import type { ClusterStore, KubeObject, StoreChange } from "../kube/cluster-store";
import { keyOf } from "../kube/store/object-identity";
import type { TimerQueue } from "./timer-queue";

/** A piece of work that is waiting: one object of one controller. */
interface WorkItem {
  readonly key: string;
  readonly reconcile: (key: string) => void;
}

/**
 * Runs the controllers of one cluster. Changes of objects and timers put keys into queues; `drain` works them off, each key
 * once however often it was put in. Nothing happens between, so a run is a function of the writes, the clock and the seed.
 */
export class ControllerRuntime {
  private readonly handlers = new Map<string, ((change: StoreChange) => void)[]>();
  private readonly everyChange: ((change: StoreChange) => void)[] = [];
  private readonly waiting = new Map<string, WorkItem>();
  private queues = 0;
  /** Told when work appears, so that a live simulation can see to it soon. */
  onWork: () => void = () => undefined;

  constructor(
    readonly store: ClusterStore,
    readonly now: () => Date,
    private readonly timers: TimerQueue,
    private readonly log: Log,
  ) {
    store.subscribe((change) => {
      for (const handle of this.everyChange) handle(change);
      for (const handle of this.handlers.get(change.resource) ?? []) handle(change);
    });
  }

  /** Hears the changes of a resource, and first of all that its present objects are there. */
  watch(resource: string, handle: (change: StoreChange) => void): void {
    for (const object of this.store.list(resource)) handle({ type: "ADDED", resource, object });
    this.handlers.set(resource, [...(this.handlers.get(resource) ?? []), handle]);
  }

  /** Hears the changes of all resources; those who need the present objects read them. */
  watchAll(handle: (change: StoreChange) => void): void {
    this.everyChange.push(handle);
  }

  /** A queue of keys; the returned function puts one in. */
  queue(reconcile: (key: string) => void): (key: string) => void {
    this.queues += 1;
    const prefix = `${this.queues}/`;
    return (key) => {
      if (this.waiting.has(prefix + key)) return;
      this.waiting.set(prefix + key, { key, reconcile });
      if (this.waiting.size === 1) this.onWork();
    };
  }

  /** A controller of one resource: every change of an object, and every resync, has it reconciled. */
  controller<T extends KubeObject>(resource: string, reconcile: (object: T) => void): (key: string) => void {
    const enqueue = this.queue((key) => {
      const object = this.find(resource, key);
      // What is stored under this resource has been checked as its kind.
      if (object) reconcile(object as T);
    });
    this.watch(resource, ({ type, object }) => {
      if (type !== "DELETED") enqueue(keyOf(object));
    });
    return enqueue;
  }

  /** The object of a key, `namespace/name` or a name alone. */
  find(resource: string, key: string): KubeObject | undefined {
    const slash = key.indexOf("/");
    return slash < 0 ? this.store.get(resource, null, key) : this.store.get(resource, key.slice(0, slash), key.slice(slash + 1));
  }

  /** Runs something after a while. The returned function calls it off. */
  after(delayMs: number, run: () => void): () => void {
    return this.timers.after(delayMs, run);
  }

  /** Works off what is waiting and what follows from it. `isEnough` may stop it early; true when nothing is left. */
  drain(isEnough: () => boolean = () => false): boolean {
    while (this.waiting.size > 0) {
      for (const [id, item] of this.waiting) {
        this.waiting.delete(id);
        this.work(item);
        if (isEnough()) return this.waiting.size === 0;
      }
    }
    return true;
  }

  private work({ key, reconcile }: WorkItem): void {
    try {
      reconcile(key);
    } catch (cause) {
      this.log.error({ err: cause, "cluster.name": this.store.name }, "a simulated controller failed");
    }
  }
}
