// The only place where a driven run's rows change: one transaction for the step, the journal, the order, the audit trail and
// the events, under the run's lease. A process that lost the lease can't get past the first line of it.
import { Prisma } from "@holdfast/db/generated/prisma/client";
import { transact, type Unit } from "@holdfast/db/transact";
import { decide } from "@holdfast/domain/run/decide";
import { applyChange, type RunChange } from "@holdfast/domain/run/run-change";
import type { RunProgress } from "@holdfast/domain/run/run-progress";
import { unadoptedAct } from "../warrants/adopt-acts";
import { dropBeforeLeaving, sayingWhatIsOpen } from "../warrants/leave-running";
import { intendChild } from "./child-rows";
import { intendCall } from "./hub-call-rows";
import { type LoadedRun, loadedStep, loadRunIn } from "./load-run";
import type { RunContext } from "./run-context";
import type { HeldRun } from "./run-leases";
import { GUARD_BUDGET_MS, RunMoved, type RunWrite, type StepOrder } from "./run-write";
import { sayDropped } from "./say-change";
import { writeRun, writeSteps } from "./write-rows";

/** Everything that follows from a change without another look at the world belongs into the same transaction. */
function withConsequences(run: LoadedRun, first: RunChange): Whole {
  const changes = [first];
  let after = applyChange(run.progress, first);
  for (let next = decide(after, run.asker); next.kind === "change"; next = decide(after, run.asker)) {
    changes.push(next.change);
    after = applyChange(after, next.change);
  }
  return { run, changes, after };
}

interface Whole {
  /** As it was when the change was made of it. */
  readonly run: LoadedRun;
  readonly changes: readonly RunChange[];
  readonly after: RunProgress;
}

/** Whether a change is of a step that others are done at once with. */
const isInSet = (run: LoadedRun, { steps: [first] }: RunChange) => first !== undefined && loadedStep(run, first.step).progress.set !== null;

/**
 * What follows from what a member of a set has done depends on the others, who write too: they are read again once the lease keeps
 * them from it. Throws `RunMoved` when the member itself is not as it was read.
 */
async function amongOthers(unit: Unit, run: LoadedRun, change: RunChange): Promise<Whole> {
  const now = await loadRunIn(unit.tx, run.row.id, run.plan);
  for (const { step } of change.steps) {
    const [before, after] = [loadedStep(run, step).row, loadedStep(now, step).row];
    if (before.state !== after.state || before.attempt !== after.attempt) throw new RunMoved();
  }
  if (now.row.phase !== run.row.phase) throw new RunMoved();
  // What a person has said meanwhile is answered when all members have let go, never by one of them.
  return withConsequences({ ...now, progress: { ...now.progress, intent: null } }, change);
}

/** What a write is called at the crash points: its boundaries in their order. */
const labelOf = (changes: readonly RunChange[]): string =>
  changes
    .flatMap((change) => [
      ...change.steps.map((step) => `${step.step}.${step.attempt}.${step.transition}`),
      ...(change.phase ? [change.phase.to] : []),
    ])
    .join("+") || "intent";

/**
 * Writes a change and all that follows from it. Throws `LeaseLost` when this process may not drive the run any more,
 * `RunMoved` when the rows are not as `run` says. After it returns, everything is in the store; before, nothing.
 */
export async function recordWrite(ctx: RunContext, run: LoadedRun, held: HeldRun, write: RunWrite): Promise<void> {
  const alone = isInSet(run, write.change) ? null : withConsequences(run, write.change);
  const planned = alone?.changes ?? [write.change];
  const label = labelOf(planned);
  const open = await dropBeforeLeaving(ctx, run, held, planned, alone === null);
  await ctx.crashPoint(run.row.id, `write:${label}:before`);
  await transact(ctx.db, ctx.now, async (unit) => {
    await ctx.leases.hold(unit.tx, held);
    const { run: current, changes: decided, after } = alone ?? (await amongOthers(unit, run, write.change));
    const changes = sayingWhatIsOpen(run, decided, open);
    // An agent has told meanwhile what it did: that belongs to the run before anything else does.
    if (!write.isAdopted && (await unadoptedAct(unit.tx, current))) throw new RunMoved();
    const [row] = await unit.tx.$queryRaw<{ phase: string; intent: string | null }[]>`
      SELECT phase, intent FROM run WHERE id = ${run.row.id}::uuid FOR UPDATE`;
    const answered = changes.find((change) => change.answers)?.answers ?? null;
    if (row?.phase !== run.row.phase || (answered !== null && row.intent !== answered)) throw new RunMoved();
    // No order goes out once the run was told something: that is answered first.
    if (write.order && !write.isAdopted && row.intent !== null) throw new RunMoved();
    const now = ctx.now();
    if (write.guards?.some((guard) => now.getTime() - guard.checkedAt.getTime() > GUARD_BUDGET_MS)) throw new RunMoved();
    await writeSteps(unit, ctx, current, held, changes, write, now);
    if (write.order) await placeOrder(unit, ctx, run, write, write.order);
    if (changes.some((change) => change.phase || change.answers) || write.guards)
      await writeRun(unit, ctx, current, changes, after, write, now);
    for (const { answers, phase } of changes) if (answers && !phase) sayDropped(unit, ctx, run, answers);
    await ctx.crashPoint(run.row.id, `write:${label}:inside`);
  }).catch((cause: unknown) => {
    // The journal's key: another start of this very boundary was first.
    if (cause instanceof Prisma.PrismaClientKnownRequestError && cause.code === "P2002") throw new RunMoved();
    throw cause;
  });
  await ctx.crashPoint(run.row.id, `write:${label}:after`);
}

async function placeOrder(unit: Unit, ctx: RunContext, run: LoadedRun, { change }: RunWrite, given: StepOrder): Promise<void> {
  const { id, order, idempotencyKey, expiresAt } = given;
  if (run.progress.isRehearsal) throw new TypeError("a rehearsal orders nothing");
  if (order.kind === "call")
    return intendCall(unit, run, loadedStep(run, change.steps[0]?.step ?? -1), change, { ...given, order }, ctx.now());
  const [first] = change.steps;
  if (order.kind === "child")
    return intendChild(unit, ctx, run, loadedStep(run, first?.step ?? -1), first?.attempt ?? 0, { ...given, order });
  const site = run.plan.sites.find((each) => each.name === order.cluster);
  if (!site) throw new RangeError(`${order.cluster} is no site of this plan`);
  if (run.plan.drill?.isolated && site.role !== "standby") throw new TypeError("an isolated drill orders nothing but at the standby");
  unit.order({
    id,
    clusterId: site.id,
    name: order.name,
    input: order.input,
    scope: `group:${run.row.groupId}`,
    epoch: run.row.epoch,
    idempotencyKey,
    expiresAt,
  });
}
