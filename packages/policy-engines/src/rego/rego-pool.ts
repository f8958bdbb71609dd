// Hands pieces of work to a few workers. It owns who is next and when a job is over; it knows nothing of Rego. Jobs take turns
// piece by piece, so that a large one delays the others by one piece and not by all of them.
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { WorkerEnded } from "./opa-worker-handle";
import { createJob, type RegoJob, type RegoPiece, type TakePiece } from "./rego-job";
import { createSlot, type RegoSlot } from "./rego-slot";
import type { RegoCall } from "./rego-types";

/** A bounded number of workers, started when they are needed. */
export interface RegoPool {
  /** Does all pieces of a job. Rejects with a fault when it takes too long or too much, and with the signal's reason. */
  run(take: TakePiece, call: RegoCall): Promise<void>;
  close(): Promise<void>;
}

/** How the workers of an engine are held. */
export interface RegoPoolOptions {
  readonly workers: number;
  readonly idleMs: number;
  readonly waitMs: number;
  readonly deadlineMs: number;
  readonly memoryMiB: number;
}

const closedFault = () => new Fault("Unavailable", worded("RegoEngineClosed"));

function faultOf(cause: unknown, { memoryMiB }: RegoPoolOptions): unknown {
  if (cause instanceof Fault) return cause;
  if (cause instanceof WorkerEnded) {
    const options = { detail: cause.output, cause };
    if (cause.isOutOfMemory) return new Fault("TooLarge", worded("RegoTookTooMuchMemory", { mebibytes: memoryMiB }), options);
    return new Fault("Unavailable", worded("RegoEngineFailed"), options);
  }
  return new Fault("Internal", worded("RegoEngineFailed"), { detail: String(cause), cause });
}

/** The next piece of a job; undefined when there is none, or when it could not be made. */
function nextPiece(job: RegoJob): RegoPiece | undefined {
  try {
    const piece = job.take();
    job.isExhausted = piece === undefined;
    return piece;
  } catch (cause) {
    job.finish(cause);
    return undefined;
  }
}

async function doPiece(job: RegoJob, slot: RegoSlot, piece: RegoPiece, options: RegoPoolOptions): Promise<void> {
  try {
    await slot.started();
    if (job.isOver) return;
    job.busy.add(slot);
    job.begin();
    await piece(slot);
    job.busy.delete(slot);
  } catch (cause) {
    // Out of the set first: a worker that has answered is not ended for what it said.
    job.busy.delete(slot);
    job.finish(faultOf(cause, options));
  }
}

/** A pool without a worker yet. */
export function createPool(options: RegoPoolOptions): RegoPool {
  const slots = Array.from({ length: options.workers }, () => createSlot(options));
  const jobs = new Set<RegoJob>();
  let queue: RegoJob[] = [];
  let isClosed = false;

  const finishIfDone = (job: RegoJob) => {
    if (job.isExhausted && job.handedOut === 0) job.finish();
  };

  async function work(job: RegoJob, slot: RegoSlot, piece: RegoPiece): Promise<void> {
    slot.isBusy = true;
    job.handedOut++;
    await doPiece(job, slot, piece, options);
    job.handedOut--;
    slot.isBusy = false;
    slot.rest();
    finishIfDone(job);
    pump();
  }

  function pump(): void {
    for (const slot of slots) {
      while (!slot.isBusy) {
        const job = queue.shift();
        if (!job) return;
        const piece = nextPiece(job);
        if (piece) {
          // At the end of the row again: its next piece is for whoever is free, after those of the others.
          queue.push(job);
          void work(job, slot, piece);
        } else finishIfDone(job);
      }
    }
  }

  return {
    run(take, { signal, deadlineMs = options.deadlineMs }) {
      if (isClosed) return Promise.reject(closedFault());
      if (signal?.aborted) return Promise.reject(signal.reason);
      return new Promise((resolve, reject) => {
        const onOver = (over: RegoJob, cause: unknown) => {
          jobs.delete(over);
          queue = queue.filter((each) => each !== over);
          if (cause === undefined) resolve();
          else reject(cause);
        };
        const job = createJob(take, { waitMs: options.waitMs, deadlineMs, signal, onOver });
        jobs.add(job);
        queue.push(job);
        pump();
      });
    },
    async close() {
      isClosed = true;
      for (const job of [...jobs]) job.finish(closedFault());
      await Promise.all(slots.map((slot) => slot.close()));
    },
  };
}
