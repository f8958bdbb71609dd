// A run never silently leaves the runs that its steps have made: what it comes to, they are told in the same transaction.
import type { RunIntent, RunPhase } from "@holdfast/contracts/failover-phase";
import type { Worded } from "@holdfast/contracts/phrase";
import type { Unit } from "@holdfast/db/transact";
import type { LoadedRun } from "./load-run";
import { hubActor, type RunContext, runRequestId } from "./run-context";

interface ChildRow {
  readonly id: string;
  readonly phase: RunPhase;
  readonly intent: RunIntent | null;
  readonly name: string;
  readonly primary_id: string;
  readonly standby_id: string;
  readonly other_ids: string[];
}

/** How much an intent weighs: what somebody told a run is not taken back by something lighter. */
const weight: Readonly<Record<RunIntent, number>> = { resume: 0, pause: 0, skip: 0, undo: 1, abort: 2 };

/** What a run is told when the one that made it has come to a phase; null when nothing. */
export function toldWith(parent: RunPhase, child: RunPhase): RunIntent | null {
  const waits = child === "Approved";
  const moves = child === "Running" || child === "Paused" || child === "NeedsOperator";
  switch (parent) {
    case "Paused":
    case "NeedsOperator":
      return child === "Running" ? "pause" : null;
    case "Running":
      // One that needs a person is not let go on in passing.
      return child === "Paused" || child === "Running" ? "resume" : null;
    case "Undoing":
      return waits ? "abort" : moves ? "undo" : null;
    case "Failed":
      return waits || moves || child === "Undoing" ? "abort" : null;
    default:
      return null;
  }
}

/** What is written of that: nothing where the run was told something as grave, or has nothing to go on from. */
function intentFor(to: RunPhase, { phase, intent }: ChildRow): RunIntent | null {
  const told = toldWith(to, phase);
  if (told === null || (intent !== null && weight[intent] > weight[told])) return null;
  // A pause that was not answered yet is taken back; otherwise whoever runs has nothing to go on from.
  return told === "resume" && phase === "Running" && intent !== "pause" ? null : told === intent ? null : told;
}

/** Tells the runs that a run has made and that have not ended what it has come to. Their rows are locked after its own, never before. */
export async function tellChildren(unit: Unit, ctx: RunContext, run: LoadedRun, to: RunPhase, said: Worded): Promise<void> {
  const rows = await unit.tx.$queryRaw<ChildRow[]>`
    SELECT run.id, run.phase, run.intent, plan.name, run.primary_id, run.standby_id, run.other_ids FROM run JOIN plan ON plan.id = run.plan_id
    WHERE run.parent_id = ${run.row.id}::uuid AND run.finished_at IS NULL ORDER BY run.id FOR UPDATE OF run`;
  for (const row of rows) {
    const intent = intentFor(to, row);
    if (intent === null) continue;
    const by = { intent, intentById: hubActor(ctx.hubId).id, intentByName: run.plan.planName, intentReason: said.message.slice(0, 500) };
    await unit.tx.run.update({ where: { id: row.id }, data: { ...by, version: { increment: 1 } } });
    unit.audit({
      ...{ actor: hubActor(ctx.hubId), action: `failover.${intent}`, target: { kind: "run", id: row.id, name: row.name, clusterId: null } },
      ...{ outcome: "succeeded", reason: said.message.slice(0, 1024), decision: null, requestId: runRequestId(run.row.id) },
      ...{ before: { phase: row.phase, intent: row.intent }, after: { intent, parent: run.row.id } },
    });
    unit.emit({
      ...{ type: "failover.phase-changed", clusterIds: [row.primary_id, row.standby_id, ...row.other_ids] },
      ...{ subject: { kind: "run", id: row.id }, payload: { intent } },
    });
    unit.wake({ topic: "run", key: row.id });
  }
}
