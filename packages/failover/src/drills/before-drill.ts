import type { DrillReading } from "@holdfast/contracts/drill";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import type { Prisma, Run } from "@holdfast/db/generated/prisma/client";
import type { Guard } from "@holdfast/domain/gates/guards";
import type { RunPlan } from "../runner/load-run";
import type { RunContext } from "../runner/run-context";
import { lookAtCondition } from "./look-at-condition";

/** What is asked about a drill alone before it begins, and what was read of its blocking conditions. */
export interface BeforeDrill {
  readonly guards: readonly Guard[];
  readonly readings: readonly DrillReading[];
}

function conditionsGuard(readings: readonly DrillReading[]): Guard[] {
  if (readings.length === 0) return [];
  const unheld = readings.filter(({ held }) => held !== true);
  const isMet = unheld.length === 0;
  const said = unheld.map((reading) => worded("DrillConditionSays", { condition: reading.name, said: textOf(reading) }));
  const text = isMet
    ? worded("DrillConditionsHold", { conditions: readings.length })
    : worded("DrillConditionsUnheld", { conditions: said });
  return [{ name: "drill-conditions", isMet, ...text, canHeal: true }];
}

async function isolationGuard(ctx: RunContext, run: Run, { drill, sites: [, standby] }: RunPlan): Promise<Guard[]> {
  if (!drill?.isolated) return [];
  const group = await ctx.db.prisma.protectionGroup.findUniqueOrThrow({ where: { id: run.groupId }, select: { activeSite: true } });
  const isMet = group.activeSite !== standby.id;
  const text = worded(isMet ? "DrillNotLive" : "DrillAtLiveSide", { standby: standby.name });
  return [{ name: "drill-isolated", isMet, ...text, canHeal: true }];
}

/** Asks what a drill is asked beside every run: each blocking condition of its plan must hold now, and nobody overrides that. Of a run that is no drill nothing is asked. */
export async function beforeDrill(ctx: RunContext, run: Run, plan: RunPlan, signal: AbortSignal): Promise<BeforeDrill> {
  if (run.kind !== "drill") return { guards: [], readings: [] };
  const looks = (plan.drill?.blocking ?? []).map((condition) => lookAtCondition(ctx, condition, plan.sites, signal));
  const [readings, isolation] = await Promise.all([Promise.all(looks), isolationGuard(ctx, run, plan)]);
  return { readings, guards: [...isolation, ...conditionsGuard(readings)] };
}

/** Keeps what was read before a drill, in the place of what was read before that. Not audited: an observation; what follows from it is. */
export async function keepBefore(tx: Prisma.TransactionClient, runId: string, { readings }: BeforeDrill): Promise<void> {
  if (readings.length === 0) return;
  await tx.drillProof.updateMany({
    where: { runId, verdict: "pending" },
    data: { readings: readings as unknown as Prisma.InputJsonValue },
  });
}
