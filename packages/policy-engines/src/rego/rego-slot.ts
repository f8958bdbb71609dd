import { type OpaWorker, startOpaWorker, WorkerEnded } from "./opa-worker-handle";

/** A place for one worker: started when it is first needed, and again after it was ended. */
export interface RegoSlot {
  isBusy: boolean;
  /** Resolves when a worker is there and OPA ready in it. */
  started(): Promise<void>;
  /** A call of this slot's worker, which must have been started. */
  ask(name: string, request: string): Promise<unknown>;
  /** Whether the worker of now has this policy; it counts as used. */
  has(policy: number): boolean;
  /** Keeps in mind that the worker has this policy, and answers with one that it should let go of for it. */
  remember(policy: number): number | undefined;
  /** The document `data` that the worker of now holds. */
  readonly data: object | undefined;
  holds(data: object | undefined): void;
  /** Lets the process end while nothing is asked, and the worker after a while. */
  rest(): void;
  /** Ends a worker that is in the middle of a call; one that is only starting goes on. */
  end(): void;
  /** Ends whatever is here, for good. */
  close(): Promise<void>;
}

const POLICIES_KEPT = 64;
// WebAssembly gives no memory back: a worker that has grown is replaced when it is done.
const GROWN_BYTES = 512 * 2 ** 20;

interface Held {
  readonly worker: OpaWorker;
  readonly policies: Set<number>;
  data?: object | undefined;
  memoryBytes: number;
}

/** An empty slot. Its worker is ended when nothing was asked of it for `idleMs`. */
export function createSlot({ idleMs }: { readonly idleMs: number }): RegoSlot {
  let held: Held | undefined;
  let starting: Promise<void> | undefined;
  let idle: NodeJS.Timeout | undefined;
  let isClosed = false;

  const drop = async () => {
    const worker = held?.worker;
    held = undefined;
    await worker?.end();
  };
  const start = async () => {
    const mine: { held?: Held } = {};
    const worker = await startOpaWorker(() => {
      if (held === mine.held) held = undefined;
    });
    mine.held = { worker, policies: new Set(), memoryBytes: 0 };
    held = mine.held;
    if (isClosed) await drop();
  };
  const now = () => {
    if (!held) throw new WorkerEnded("");
    return held;
  };

  return {
    isBusy: false,
    async started() {
      clearTimeout(idle);
      if (!held) {
        starting ??= start().finally(() => {
          starting = undefined;
        });
        await starting;
      }
      now().worker.hold(true);
    },
    async ask(name, request) {
      const mine = now();
      const { answer, memoryBytes } = await mine.worker.call(name, request);
      mine.memoryBytes = memoryBytes;
      return answer;
    },
    has(policy) {
      const policies = now().policies;
      if (!policies.delete(policy)) return false;
      policies.add(policy);
      return true;
    },
    remember(policy) {
      const { policies } = now();
      policies.add(policy);
      const [oldest] = policies;
      return policies.size > POLICIES_KEPT && oldest !== undefined && policies.delete(oldest) ? oldest : undefined;
    },
    get data() {
      return held?.data;
    },
    holds(data) {
      now().data = data;
    },
    rest() {
      if (!held) return;
      if (held.memoryBytes > GROWN_BYTES) {
        void drop();
        return;
      }
      held.worker.hold(false);
      idle = setTimeout(() => void drop(), idleMs).unref();
    },
    end: () => void drop(),
    async close() {
      isClosed = true;
      clearTimeout(idle);
      await starting?.catch(() => undefined);
      await drop();
    },
  };
}
