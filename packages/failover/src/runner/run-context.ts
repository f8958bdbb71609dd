import type { RunnerPorts, Tuning } from "../ports";
import type { RunLeases } from "./run-leases";
import type { WakeBoard } from "./wake-board";

/** What everything in the runner works with. The signal aborts when the hub stops. */
export interface RunContext extends Omit<RunnerPorts, "tuning" | "crashPoint"> {
  readonly tuning: Tuning;
  readonly crashPoint: NonNullable<RunnerPorts["crashPoint"]>;
  readonly leases: RunLeases;
  readonly board: WakeBoard;
  readonly signal: AbortSignal;
}

/** The hub as the audit trail and the journal name it. */
export const hubActor = (hubId: string) => ({ kind: "system" as const, id: hubId, name: `hub ${hubId}` });

/** Ties everything that is written about a run together. */
export const runRequestId = (runId: string) => `run:${runId}`;
