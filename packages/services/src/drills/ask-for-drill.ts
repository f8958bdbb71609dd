import type { Worded } from "@holdfast/contracts/phrase";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import { automationStop } from "@holdfast/db/automation-switch";
import type { DrillSchedule } from "@holdfast/db/generated/prisma/client";
import type { Unit } from "@holdfast/db/transact";
import { graceEnds } from "@holdfast/domain/drill/due-drills";
import { canRequestFailover } from "@holdfast/domain/gates/can-request-failover";
import { minuteOf } from "@holdfast/domain/gates/people-guards";
import { readAccessSubject } from "../access/access-subject";
import { permittedOn } from "../access/permitted";
import type { ServiceContext } from "../context/service-context";
import { acceptedLosses } from "../failover/accepted-losses";
import { askForRun } from "../failover/ask-for-run";
import { type AskedWorkflow, askedWorkflow } from "../failover/asked-workflow";
import { failoverMode } from "../failover/failover-mode";
import { requestFacts } from "../failover/request-facts";
import { freezeAt } from "./freeze-at";

type Asked = Awaited<ReturnType<typeof askedWorkflow>>;

async function makerMay(ctx: ServiceContext, schedule: DrillSchedule, { primary, standby, others }: Asked): Promise<boolean> {
  // What the product itself has put into the calendar stands by itself.
  if (!(await ctx.db.prisma.user.findUnique({ where: { id: schedule.madeById }, select: { id: true } })))
    return schedule.madeById === schedule.madeByName;
  const subject = await readAccessSubject(ctx.db, schedule.madeById, ctx.now());
  return [primary, standby, ...others].every((site) => permittedOn(subject, "failover:request", site).effect === "allow");
}

/** What keeps a drill from being asked for now; null when nothing does. Only looks: no refusal is put on record each second. */
async function hindrance(
  ctx: ServiceContext,
  schedule: DrillSchedule,
  input: AskedWorkflow,
  asked: Asked,
  at: Date,
): Promise<Worded | null> {
  const { plan, spec, primary, standby } = asked;
  const { prisma } = ctx.db;
  const stop = await automationStop(prisma);
  if (stop !== null) return worded("AutomationStopped", { name: stop.byName, reason: stop.reason });
  const frozen = await freezeAt(prisma, spec.spec.group, at);
  if (frozen) return worded("DrillFrozen", { freeze: frozen.name, until: minuteOf(frozen.until), reason: frozen.reason });
  if (!(await makerMay(ctx, schedule, asked))) return worded("DrillMakerMayNot", { name: schedule.madeByName });
  const mode = await failoverMode(ctx, primary.id);
  if (mode === "ungraceful") return worded("DrillPrimarySilent");
  const stores = { planId: plan.id, stores: spec.spec.dataStores, primary, standbyId: standby.id, groupId: plan.groupId };
  const { open: openLosses } = await acceptedLosses(ctx, stores, null);
  const about = { version: input.planVersion, workflow: input.workflow, mode, openLosses, kind: "drill", isByCalendar: true } as const;
  const gate = canRequestFailover(await requestFacts(prisma, { ...plan, spec }, about, ctx.now()));
  return gate.isMet ? null : textOf(gate);
}

/**
 * Asks for the drill of an occurrence, in the name of whoever made the schedule; it begins at its time, if others have approved it, and
 * not after its grace. `also` is written with it. Returns what keeps it from being asked for; null when it was.
 */
export async function askForDrill(
  ctx: ServiceContext,
  schedule: DrillSchedule & { readonly plan: { readonly latest: number } },
  at: Date,
  also: (unit: Unit, runId: string) => Promise<void>,
): Promise<Worded | null> {
  const input = { planId: schedule.planId, planVersion: schedule.plan.latest, workflow: "activate" as const };
  const because = await hindrance(ctx, schedule, input, await askedWorkflow(ctx, input), at);
  if (because) return because;
  await askForRun(ctx, input, {
    ...{ action: "failover.request", kind: "drill", origin: "calendar", acceptLoss: null, may: canRequestFailover, also },
    reason: worded("DrillReason", { name: schedule.name, reason: schedule.reason }).message,
    inNameOf: { id: schedule.madeById, name: schedule.madeByName },
    notBefore: at,
    takes: ({ spec }) => ({ approvals: spec.approvals.required, until: graceEnds(at, schedule.graceMinutes) }),
  });
  return null;
}
