import { Fault } from "@holdfast/contracts/fault";
import type { SavePlan } from "@holdfast/contracts/plan";
import { worded } from "@holdfast/contracts/worded";
import { endArming, lockOpenArmings } from "@holdfast/db/arming-rows";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { transact, type Unit } from "@holdfast/db/transact";
import { parsePlan } from "@holdfast/domain/plan/parse-plan";
import { describeProblem } from "@holdfast/domain/yaml/yaml-problem";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import { clusterRow, clusterRowFields } from "../access/cluster-row";
import type { ServiceContext } from "../context/service-context";
import { planTarget } from "./failover-target";
import { clustersOfPlan } from "./plan-rows";

async function planRow(unit: Unit, now: Date, name: string, groupName: string) {
  const existing = await unit.tx.plan.findUnique({ where: { name }, include: { group: true } });
  if (existing && existing.group.name !== groupName)
    throw new Fault("InvalidInput", worded("PlanGroupFixed", { group: existing.group.name }));
  if (existing) return existing;
  const group = await unit.tx.protectionGroup.upsert({
    where: { name: groupName },
    update: {},
    create: { id: uuid(), name: groupName, createdAt: now },
  });
  return unit.tx.plan.create({ data: { id: uuid(), name, groupId: group.id, createdAt: now } });
}

/** What was approved was another version: nothing is begun without a person any more, and whoever armed it is told why. */
async function lapseArmings(
  ctx: ServiceContext,
  unit: Unit,
  plan: { readonly id: string; readonly name: string },
  version: number,
): Promise<void> {
  const { actor, requestId } = ctx;
  for (const arming of await lockOpenArmings(unit.tx, { planId: plan.id }))
    unit.audit(
      await endArming(unit, arming, plan.name, {
        ...worded("ArmingNewVersion", { name: actor.name, version, armed: arming.planVersion }),
        ...{ to: "Lapsed", at: ctx.now(), audit: { actor, action: "arming.lapse", outcome: "succeeded", decision: null, requestId } },
      }),
    );
}

/**
 * Saves a failover plan as a new immutable version; a text equal to the latest makes none. Throws `InvalidInput` with the
 * place of every problem, and `VersionConflict` when somebody saved a version in the meantime.
 */
export async function savePlan(ctx: ServiceContext, input: SavePlan): Promise<{ id: string; version: number }> {
  const parsed = parsePlan(input.yaml);
  if (!parsed.isValid) throw new Fault("InvalidInput", parsed.problems.map(describeProblem).join("\n"));
  const { plan, contentHash } = parsed;
  const { name } = plan.metadata;
  const acted = clustersOfPlan(plan);
  // Whoever reads a run learns whether these serve: whoever writes the plan must be somebody there.
  const names = [...acted, ...(plan.spec.serving?.sites ?? []).map(({ cluster }) => cluster)];
  const sites = (await ctx.db.prisma.cluster.findMany({ where: { name: { in: names } }, select: clusterRowFields })).map(clusterRow);
  const unknown = names.find((each) => !sites.some((site) => site.name === each));
  if (unknown) throw new Fault("InvalidInput", worded("PlanSiteUnknown", { cluster: unknown }));
  const decision = await authorise(ctx, {
    permission: "plan:edit",
    action: "plan.save",
    target: planTarget({ id: name, name }),
    clusters: sites,
  });
  return transact(ctx.db, ctx.now, async (unit) => {
    const row = await planRow(unit, ctx.now(), name, plan.spec.group);
    if (row.latest !== input.basedOnVersion)
      throw new Fault(
        "VersionConflict",
        row.latest === 0 ? worded("PlanNotThere", { plan: name }) : worded("SavedMeanwhile", { name, version: row.latest }),
      );
    const before = await unit.tx.planVersion.findUnique({ where: { planId_number: { planId: row.id, number: row.latest } } });
    if (before?.contentHash === contentHash) return { id: row.id, version: row.latest };
    const version = row.latest + 1;
    await unit.tx.plan.update({ where: { id: row.id }, data: { latest: version } });
    // The plan is JSON: it was parsed from YAML through a schema.
    const spec = plan as unknown as Prisma.InputJsonValue;
    await unit.tx.planVersion.create({
      data: {
        planId: row.id,
        number: version,
        yaml: input.yaml,
        spec,
        contentHash,
        createdById: ctx.actor.id,
        createdByName: ctx.actor.name,
        createdAt: ctx.now(),
      },
    });
    await lapseArmings(ctx, unit, row, version);
    unit.audit({
      actor: ctx.actor,
      action: "plan.save",
      target: planTarget(row),
      outcome: "succeeded",
      reason: null,
      before: before ? { version: before.number, contentHash: before.contentHash } : null,
      after: { version, contentHash },
      decision,
      requestId: ctx.requestId,
    });
    unit.emit({
      type: "plan.saved",
      clusterIds: sites.filter((site) => acted.includes(site.name)).map((site) => site.id),
      subject: { kind: "plan", id: row.id },
      payload: { version },
    });
    unit.wake({ topic: "run", key: row.id });
    return { id: row.id, version };
  });
}
