import type { RunView } from "@holdfast/contracts/failover";
import type { RunIntent, RunPhase } from "@holdfast/contracts/failover-phase";
import type { GateView } from "@holdfast/contracts/gate";

/** What an operator can tell a run, in the words of the screen: resuming a run whose step failed tries that step again. */
export type RunVerb = "pause" | "resume" | "retry" | "resumeUndo" | "skip" | "undo" | "abort" | "withdraw";

/** A verb with the intent that it sends and the reason for which it can't be sent now. */
export interface OfferedVerb {
  readonly verb: RunVerb;
  readonly intent: RunIntent;
  readonly refusal: string | null;
}

type SteeredRun = Pick<RunView, "phase" | "isUndoing" | "allowed"> & { readonly steps: readonly Pick<RunView["steps"][number], "state">[] };

const ended: readonly RunPhase[] = ["Succeeded", "Failed", "Undone", "Rejected", "Expired", "Cancelled"];
const waiting: readonly RunPhase[] = ["Draft", "AwaitingApproval", "Approved"];

function resumeVerb(run: SteeredRun): RunVerb {
  if (run.isUndoing) return "resumeUndo";
  return stoppedSteps(run.steps).length > 0 ? "retry" : "resume";
}

/**
 * What stands on the run's page, in the order from the mildest to the gravest. An ended run can't be told anything. `refusalOf`
 * says a gate that is not met in the reader's language.
 */
export function verbsOf(run: SteeredRun, refusalOf: (gate: GateView | undefined) => string | null): OfferedVerb[] {
  if (ended.includes(run.phase)) return [];
  const offer = (verb: RunVerb, intent: RunIntent): OfferedVerb => ({ verb, intent, refusal: refusalOf(run.allowed[intent]) });
  if (waiting.includes(run.phase)) return [offer("withdraw", "abort")];
  const isStopped = run.phase === "Paused" || run.phase === "NeedsOperator";
  const goesOn = isStopped ? offer(resumeVerb(run), "resume") : offer("pause", "pause");
  const skip = goesOn.verb === "retry" ? [offer("skip", "skip")] : [];
  return [goesOn, ...skip, offer("undo", "undo"), offer("abort", "abort")];
}

/** The steps whose latest attempt has ended without success: what a resume tries again, and what a skip leaves out. */
export const stoppedSteps = <S extends Pick<RunView["steps"][number], "state">>(steps: readonly S[]): S[] =>
  steps.filter((step) => step.state === "Failed" || step.state === "Unknown");
