import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import type { RegoSlot } from "./rego-slot";
import type { RegoCall } from "./rego-types";

/** One piece of a job, done by one worker in one go. */
export type RegoPiece = (slot: RegoSlot) => Promise<void>;

/** The next piece of a job, or undefined when there is none any more. */
export type TakePiece = () => RegoPiece | undefined;

/** A call that is under way. */
export interface RegoJob {
  readonly take: TakePiece;
  /** Pieces that were handed out and are not done, and of these the workers that are in the middle of one. */
  handedOut: number;
  readonly busy: Set<RegoSlot>;
  isExhausted: boolean;
  isOver: boolean;
  /** The time that it may take counts from its first piece. */
  begin(): void;
  /** Ends the job once, with a cause or as done, and every worker that is still at it. */
  finish(cause?: unknown): void;
}

/** How long a job may wait and how long it may take; who is told when it is over. */
export interface RegoJobOptions {
  readonly waitMs: number;
  readonly deadlineMs: number;
  readonly signal: RegoCall["signal"];
  readonly onOver: (job: RegoJob, cause: unknown) => void;
}

const busyFault = () => new Fault("Unavailable", worded("RegoEngineBusy"), { retry: "later" });
const lateFault = (ms: number) => new Fault("DeadlineExceeded", worded("RegoRanTooLong", { seconds: ms / 1000 }));

/** A job that waits for its first piece to begin. */
export function createJob(take: TakePiece, { waitMs, deadlineMs, signal, onOver }: RegoJobOptions): RegoJob {
  let timer = setTimeout(() => job.finish(busyFault()), waitMs);
  let hasBegun = false;
  const onAbort = () => job.finish(signal?.reason);
  const job: RegoJob = {
    take,
    handedOut: 0,
    busy: new Set(),
    isExhausted: false,
    isOver: false,
    begin() {
      if (hasBegun) return;
      hasBegun = true;
      clearTimeout(timer);
      timer = setTimeout(() => job.finish(lateFault(deadlineMs)), deadlineMs);
    },
    finish(cause) {
      if (job.isOver) return;
      job.isOver = true;
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      // Nothing else stops OPA in the middle of a policy.
      for (const slot of job.busy) slot.end();
      onOver(job, cause);
    },
  };
  signal?.addEventListener("abort", onAbort, { once: true });
  return job;
}
