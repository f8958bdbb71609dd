import type { PlanId } from "@holdfast/contracts/ids";
import type { Database } from "@holdfast/db/database";
import { decideArming } from "@holdfast/services/arming/decide-arming";
import { getPlanAutomation } from "@holdfast/services/arming/get-plan-automation";
import { requestArming } from "@holdfast/services/arming/request-arming";
import { getPlan } from "@holdfast/services/failover/get-plan";
import { savePlan } from "@holdfast/services/failover/save-plan";
import type { Person } from "@holdfast/testkit/people";
import { until } from "@holdfast/testkit/testbed/until";

/** Who asks, and who approves. */
export interface Pair {
  readonly operator: Person;
  readonly approver: Person;
}

const READY_MS = 120_000;

/** Saves a plan, has one person ask to arm it and the other approve, and resolves when the primary was seen from both sides. */
export async function armPlan(db: Database, { operator, approver }: Pair, yaml: string): Promise<PlanId> {
  // The verb has just made the id.
  const planId = (await savePlan(operator.as(), { yaml, basedOnVersion: 0 })).id as PlanId;
  await until(
    "the plan to be ready",
    async () => {
      const { evaluation } = (await getPlan(operator.as(), planId)).activate;
      if (evaluation?.isReady) return true;
      throw new Error(JSON.stringify(evaluation?.findings ?? null));
    },
    { timeoutMs: READY_MS },
  );
  const { armingId } = await requestArming(operator.as(), { planId, planVersion: 1, armedForHours: 1, reason: "a benchmark" });
  const { subjectHash } = await db.prisma.arming.findUniqueOrThrow({ where: { id: armingId } });
  await decideArming(approver.as(), { armingId, decision: "approve", subjectHash, comment: "" });
  await until(
    "the primary to be seen from both sides",
    async () => {
      const watch = (await getPlanAutomation(operator.as(), planId)).arming?.watch;
      if (watch?.vantages.length === 2 && watch.vantages.every(({ sight }) => sight === "answers")) return true;
      throw new Error(JSON.stringify(watch ?? null));
    },
    { timeoutMs: READY_MS },
  );
  return planId;
}

/** What the run of an armed plan came to; waits for it to be begun and to end. Throws unless it succeeded. */
export async function runOfArming(db: Database, planId: PlanId) {
  return until(
    "the run to succeed",
    async () => {
      const run = await db.prisma.run.findFirst({ where: { planId }, include: { steps: true, journal: true } });
      if (run?.phase === "Succeeded") return run;
      const steps = run?.steps.map(({ name, state, message }) => `${name} ${state} ${message}`).join("; ");
      throw new Error(run ? `${run.phase} ${run.phaseMessage}: ${steps}` : "nothing has begun it");
    },
    { timeoutMs: READY_MS },
  );
}
