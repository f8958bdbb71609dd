// What a warrant is made of: the steps that are left, each with the very order that the hub would give first.
import { randomUUID } from "node:crypto";
import { CommandId } from "@holdfast/contracts/ids";
import { Json } from "@holdfast/contracts/json";
import type { WarrantStep } from "@holdfast/contracts/warrant";
import { stepTimeoutSeconds } from "@holdfast/domain/plan/step-catalogue";
import { z } from "zod";
import { type LoadedRun, type LoadedStep, loadedStep } from "../runner/load-run";
import type { RunContext } from "../runner/run-context";
import { runStepContext } from "../runner/run-step-context";

/** What the hub keeps of a step of a warrant beside what it signs: its place, and what was there before it. */
export const KeptStep = z.object({
  index: z.number().int(),
  name: z.string(),
  before: Json,
  commandId: z.uuid(),
  orderName: z.string(),
  input: Json,
  idempotencyKey: z.string(),
});
export type KeptStep = z.infer<typeof KeptStep>;

const isDone = (step: LoadedStep) => step.row.state === "Done" || step.row.state === "Skipped";

/** The steps that an agent could do from here on, by the plan; empty while it is not the time for it. */
export function stepsLeft(run: LoadedRun): readonly LoadedStep[] {
  const { coverage } = run.plan;
  const { phase, intent, isRehearsal, isUndoing } = run.progress;
  if (!coverage || phase !== "Running" || intent !== null || isRehearsal || isUndoing) return [];
  if (!coverage.before.every((index) => isDone(loadedStep(run, index)))) return [];
  return coverage.steps.map(({ index }) => loadedStep(run, index)).filter((step) => !isDone(step));
}

/** The attempt that the hub makes next, or is in the middle of: its key is the agent's as well. */
const attemptOf = ({ row }: LoadedStep) =>
  ["Preflight", "Running", "Verifying"].includes(row.state) ? Math.max(1, row.attempt) : row.attempt + 1;

async function beforeOf(ctx: RunContext, run: LoadedRun, step: LoadedStep, signal: AbortSignal): Promise<Json | null> {
  if (step.row.sentAt !== null) return step.undoRecord;
  const found = await step.bound.preflight(runStepContext(ctx, run, step, signal));
  return found.gate.isMet ? found.before : null;
}

async function oneStep(ctx: RunContext, run: LoadedRun, step: LoadedStep, signal: AbortSignal) {
  const before = await beforeOf(ctx, run, step, signal);
  if (before === null) return null;
  const order = step.bound.order(before);
  const check = step.bound.check(before);
  if (!order || order.kind === "call" || order.kind === "child" || !check) return null;
  const { row, spec } = step;
  const commandId = CommandId.parse(randomUUID());
  const idempotencyKey = `run:${run.row.id}:${row.name}:${attemptOf(step)}:do`;
  const signed: WarrantStep = {
    ...{ name: row.name, use: row.use, timeoutSeconds: stepTimeoutSeconds(spec), check },
    order: { commandId, name: order.name, input: order.input, idempotencyKey },
  };
  const kept: KeptStep = { index: row.index, name: row.name, before, commandId, orderName: order.name, input: order.input, idempotencyKey };
  return { signed, kept };
}

/**
 * The steps as they go into a warrant, each looked at now, in their order up to the first that is not ready to be done as things are.
 * What can't be looked at in time ends the list as well: an order is never made of a guess.
 */
export async function warrantSteps(ctx: RunContext, run: LoadedRun, left: readonly LoadedStep[], signal: AbortSignal) {
  const made = await Promise.all(
    left.map((step) =>
      oneStep(ctx, run, step, signal).catch((err: unknown) => {
        ctx.log.warn({ err, "run.id": run.row.id, "step.name": step.row.name }, "a step could not be looked at for a warrant");
        return null;
      }),
    ),
  );
  const missing = made.indexOf(null);
  return made.slice(0, missing < 0 ? undefined : missing).flatMap((each) => (each ? [each] : []));
}
