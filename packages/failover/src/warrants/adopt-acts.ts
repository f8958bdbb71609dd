// What an agent did while no hub answered becomes part of the run: the order that it carried out is written down as the run's own,
// under the same key, so that its first answer comes, its effect is looked for like any other, and an undo takes it back.
import type { Worded } from "@holdfast/contracts/phrase";
import { WarrantLine } from "@holdfast/contracts/warrant";
import { worded } from "@holdfast/contracts/worded";
import type { Prisma, RunWarrant } from "@holdfast/db/generated/prisma/client";
import { stepTimeoutSeconds } from "@holdfast/domain/plan/step-catalogue";
import { beginStep } from "@holdfast/domain/run/begin-step";
import { onlyStep, type StepChange } from "@holdfast/domain/run/run-change";
import type { StepProgress } from "@holdfast/domain/run/run-progress";
import { intendStep, sendStep } from "@holdfast/domain/run/step-changes";
import { z } from "zod";
import { type LoadedRun, type LoadedStep, loadedStep } from "../runner/load-run";
import type { RunContext } from "../runner/run-context";
import type { RunWrite } from "../runner/run-write";
import { KeptStep } from "./warrant-steps";

/** A step that an agent has begun by itself and the run's rows do not tell of yet. */
interface Act {
  readonly warrant: RunWarrant;
  readonly kept: KeptStep;
}

const Lines = z.array(WarrantLine);
const Kept = z.array(KeptStep);

/** A step that was seen done before its agent came to it stays done: what the agent did then stands in its warrant's lines alone. */
const canTell = ({ progress }: { progress: StepProgress }) =>
  !progress.wasSent && progress.state !== "Done" && progress.state !== "Verifying";

function actsOf(warrant: RunWarrant, run: LoadedRun): Act[] {
  const ordered = Lines.parse(warrant.lines).flatMap(({ did, step }) => (did === "ordered" && step !== null ? [step] : []));
  return Kept.parse(warrant.steps)
    .filter((kept) => ordered.includes(kept.name) && canTell(loadedStep(run, kept.index)))
    .map((kept) => ({ warrant, kept }));
}

/** The first step that an agent has begun by itself and the run does not tell of yet; null when there is none. */
export async function unadoptedAct(tx: Prisma.TransactionClient, run: LoadedRun): Promise<Act | null> {
  if (!run.plan.coverage) return null;
  const told = await tx.runWarrant.findMany({ where: { runId: run.row.id, toldAt: { not: null } }, orderBy: { number: "asc" } });
  return told.flatMap((warrant) => actsOf(warrant, run)).sort((a, b) => a.kept.index - b.kept.index)[0] ?? null;
}

/** The boundaries that the step would have crossed at a hub, from wherever it is. */
function crossed(step: LoadedStep & { progress: StepProgress }, text: Worded, { warrant, kept }: Act, isRunning: boolean): StepChange[] {
  const { progress } = step;
  const { state, reached } = progress;
  const isOpen = state === "Preflight" || state === "Running";
  const begun = isOpen ? null : beginStep(progress);
  const now: StepProgress = begun ? { ...progress, state: "Preflight", attempt: begun.attempt, reached: [] } : progress;
  const isIntended = isOpen && reached.includes("intended");
  const sent = sendStep(now, text, { command: kept.orderName, warrant: warrant.id });
  return [
    ...(begun ? [begun] : []),
    ...(isIntended ? [] : [intendStep(now, text, { before: kept.before })]),
    sent,
    // Nobody looks for its effect now: a run that goes on looks first, and one that goes back takes it back.
    ...(isRunning
      ? []
      : [{ ...sent, transition: "failed" as const, to: "Unknown" as const, ...worded("LeftUnknown"), detail: { outcome: "unknown" } }]),
  ];
}

/** What to write so that the run tells of what its agent did. */
export function adoption(ctx: RunContext, run: LoadedRun, act: Act): RunWrite {
  const { kept, warrant } = act;
  const step = loadedStep(run, kept.index);
  const site = run.plan.sites[1].name;
  const text = worded("DoneWithoutHub", { site, number: warrant.number });
  return {
    change: onlyStep(...crossed(step, text, act, run.progress.phase === "Running")),
    order: {
      id: kept.commandId,
      way: "do",
      order: { cluster: site, name: kept.orderName, input: kept.input },
      idempotencyKey: kept.idempotencyKey,
      expiresAt: new Date(ctx.now().getTime() + stepTimeoutSeconds(step.spec) * 1000),
    },
    undoRecord: kept.before,
    isAdopted: true,
  };
}
