import type { Worded } from "@holdfast/contracts/phrase";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import { transact } from "@holdfast/db/transact";
import type { RunContext } from "./run-context";

/** Shows on an approved run what keeps it from starting, when that has changed. An observation, so it is not audited. */
export async function sayWaiting(ctx: RunContext, runId: string, text: Worded): Promise<void> {
  const { message } = text;
  await transact(ctx.db, ctx.now, async (unit) => {
    const [run] = await unit.tx.run.updateManyAndReturn({
      where: { id: runId, phase: "Approved", phaseMessage: { not: message } },
      data: { phaseMessage: message, phasePhrase: storedPhrase(text) },
      select: { primaryId: true, standbyId: true, otherIds: true },
    });
    if (run)
      unit.emit({
        type: "failover.phase-changed",
        clusterIds: [run.primaryId, run.standbyId, ...run.otherIds],
        subject: { kind: "run", id: runId },
        payload: { from: "Approved", to: "Approved", message },
      });
  });
}
