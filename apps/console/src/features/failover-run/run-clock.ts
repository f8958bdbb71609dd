import type { RunView } from "@holdfast/contracts/failover";

/** The clock of a run against its RTO. What people take to decide is not in it. */
export type RunClock =
  /** Nobody has decided yet, so it has not begun. */
  | { readonly state: "idle" }
  /** `sinceMs` is by this browser's clock, with the time of people in the middle of the run moved out. */
  | { readonly state: "running"; readonly sinceMs: number }
  /** A step waits for people. */
  | { readonly state: "held"; readonly ms: number }
  | { readonly state: "ended"; readonly ms: number };

type ClockedRun = Pick<RunView, "approvedAt" | "finishedAt" | "times"> & {
  readonly steps: readonly Pick<RunView["steps"][number], "use" | "state" | "startedAt" | "finishedAt">[];
};

/** `offsetMs` is how far this browser's clock is ahead of the server's. */
export function clockOf(run: ClockedRun, offsetMs: number): RunClock {
  if (run.approvedAt === null) return { state: "idle" };
  const from = run.approvedAt.getTime();
  const waits = run.steps.filter((step) => step.use === "approval.wait" && step.startedAt !== null);
  const waitedMs = waits.reduce(
    (sum, { startedAt, finishedAt }) => sum + (finishedAt && startedAt ? Number(finishedAt) - Number(startedAt) : 0),
    0,
  );
  if (run.finishedAt !== null) return { state: "ended", ms: run.times.recoveryMs ?? run.finishedAt.getTime() - from - waitedMs };
  const open = waits.find((step) => step.finishedAt === null);
  if (open?.startedAt) return { state: "held", ms: open.startedAt.getTime() - from - waitedMs };
  return { state: "running", sinceMs: from + waitedMs + offsetMs };
}
