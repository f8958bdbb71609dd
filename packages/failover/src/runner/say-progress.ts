import type { Worded } from "@holdfast/contracts/phrase";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import { transact } from "@holdfast/db/transact";
import type { LoadedRun, LoadedStep } from "./load-run";
import type { RunContext } from "./run-context";

const said = new WeakMap<LoadedRun, string>();

/** Shows what a step waits for on its row and to the pages, when it has changed. An observation, so it is not audited. */
export async function sayProgress(ctx: RunContext, run: LoadedRun, step: LoadedStep, text: Worded): Promise<void> {
  const { message } = text;
  const held = ctx.leases.held(run.row.id);
  if (!held || (said.get(run) ?? step.row.message) === message) return;
  said.set(run, message);
  await transact(ctx.db, ctx.now, async (unit) => {
    await ctx.leases.hold(unit.tx, held);
    const { count } = await unit.tx.stepRun.updateMany({
      where: { runId: run.row.id, index: step.row.index, state: step.row.state, attempt: step.row.attempt },
      data: { message, phrase: storedPhrase(text) },
    });
    if (count === 0) return;
    unit.emit({
      type: "failover.step-changed",
      clusterIds: run.plan.sites.map((site) => site.id),
      subject: { kind: "run", id: run.row.id },
      payload: { index: step.row.index, name: step.row.name, state: step.row.state, attempt: step.row.attempt, transition: null, message },
    });
  });
}
