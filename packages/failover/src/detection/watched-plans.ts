import type { DataStore } from "@holdfast/contracts/data-store";
import type { Log } from "@holdfast/contracts/log-fields";
import { PlanSpec } from "@holdfast/contracts/plan";
import type { PlanTerms } from "@holdfast/contracts/plan-terms";
import type { Trigger } from "@holdfast/contracts/trigger";
import type { Database } from "@holdfast/db/database";
import type { AgentPort, LinkPort } from "../ports";
import type { Site } from "../step-context";

/** What watching needs of a hub. */
export interface WatchPorts {
  readonly db: Database;
  readonly hubId: string;
  readonly agents: AgentPort;
  readonly links: LinkPort;
  readonly log: Log;
  readonly now: () => Date;
}

/** An armed plan: whose primary is watched, from where, and by what rule. */
export interface WatchedPlan {
  readonly armingId: string;
  readonly planId: string;
  readonly planName: string;
  readonly planVersion: number;
  readonly groupId: string;
  readonly primary: Site;
  readonly standby: Site;
  readonly trigger: Trigger;
  readonly stores: readonly DataStore[];
  readonly terms: PlanTerms;
}

/** The plans that are armed now. One whose version or sites can't be read is left out: nothing is begun for it. */
export async function watchedPlans({ db }: Pick<WatchPorts, "db">): Promise<WatchedPlan[]> {
  const armings = await db.prisma.arming.findMany({ where: { phase: "Armed" }, include: { plan: { select: { name: true } } } });
  if (armings.length === 0) return [];
  const [versions, clusters] = await Promise.all([
    db.prisma.planVersion.findMany({
      where: { OR: armings.map(({ planId, planVersion: number }) => ({ planId, number })) },
      select: { planId: true, number: true, spec: true },
    }),
    db.prisma.cluster.findMany({
      where: { id: { in: armings.flatMap(({ primaryId, standbyId }) => [primaryId, standbyId]) } },
      select: { id: true, name: true },
    }),
  ]);
  const siteOf = new Map(clusters.map((cluster) => [cluster.id, cluster]));
  return armings.flatMap(({ id: armingId, planId, planVersion, groupId, primaryId, standbyId, plan: { name: planName } }) => {
    const version = versions.find((each) => each.planId === planId && each.number === planVersion);
    const plan = PlanSpec.safeParse(version?.spec);
    const [from, to] = [siteOf.get(primaryId), siteOf.get(standbyId)];
    if (!plan.success || !plan.data.spec.trigger || !from || !to) return [];
    const [primary, standby] = [
      { ...from, role: "primary" as const },
      { ...to, role: "standby" as const },
    ];
    const { trigger, dataStores: stores, serving, haltWhile } = plan.data.spec;
    const terms = { serving, haltWhile };
    return [{ armingId, planId, planName, planVersion, groupId, primary, standby, trigger, stores, terms }];
  });
}
