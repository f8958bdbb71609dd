import type { PlanAutomation } from "@holdfast/contracts/arming";
import { Fault } from "@holdfast/contracts/fault";
import { PlanSpec } from "@holdfast/contracts/plan";
import { worded } from "@holdfast/contracts/worded";
import { canArm } from "@holdfast/domain/gates/can-arm";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { gateForCaller } from "../failover/failover-rights";
import { clustersById } from "../failover/failover-target";
import { visiblePlans } from "../failover/plan-rows";
import { armFacts } from "./arm-facts";
import { armingInclude, armingView } from "./arming-view";

/** What a plan does without a person: its trigger, its newest arming, and what the hub that watches it sees. Asks no cluster. */
export async function getPlanAutomation(ctx: ServiceContext, planId: string): Promise<PlanAutomation> {
  const [found] = await visiblePlans(ctx, { id: planId });
  if (!found) throw new Fault("NotFound", worded("PlanAbsent"));
  const { row, spec } = found;
  const [newest, facts, visible] = await Promise.all([
    ctx.db.prisma.arming.findFirst({ where: { planId }, orderBy: { requestedAt: "desc" }, include: armingInclude }),
    armFacts(ctx.db.prisma, { id: row.id, groupId: row.groupId, spec }, row.latest, ctx.now()),
    visibleClusters(ctx, "failover:read"),
  ]);
  const sites = [spec.spec.primary, spec.spec.standby].flatMap((name) => visible.find((cluster) => cluster.name === name) ?? []);
  const version = newest && row.versions.find(({ number }) => number === newest.planVersion);
  const armed = version && PlanSpec.parse(version.spec).spec.trigger;
  return {
    trigger: spec.spec.trigger ?? null,
    arming:
      newest && (await armingView(ctx, newest, await clustersById(ctx, [newest.primaryId, newest.standbyId]), armed?.holdDownSeconds ?? 0)),
    arm: await gateForCaller(ctx, canArm(facts), "failover:request", sites),
    clock: ctx.now(),
  };
}
