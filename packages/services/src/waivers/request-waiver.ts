import { Fault } from "@holdfast/contracts/fault";
import { WaiverId } from "@holdfast/contracts/ids";
import type { RequestWaiver } from "@holdfast/contracts/waiver";
import { worded } from "@holdfast/contracts/worded";
import { canLastUntil, canLetThrough } from "@holdfast/domain/policy/waiver-gates";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import { gated } from "../access/gated";
import { refuse } from "../access/refuse";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { policyById } from "../policies/policy-target";
import { concernedObjects } from "./concerned-objects";
import { tellWaiver, waiverClusters, waiverRecord, waiverTarget } from "./waiver-facts";

/** Asks that what a policy says be excused for a time. Nothing is before a second person approves it. */
export async function requestWaiver(ctx: ServiceContext, input: RequestWaiver): Promise<{ id: WaiverId }> {
  const { policyId, workload, clusterIds, ...rest } = input;
  const policy = await policyById(ctx.db.prisma, policyId);
  const id = uuid();
  const attempt = { action: "policy.request-waiver", target: waiverTarget({ id }, policy.name) };
  const clusters = await waiverClusters(ctx.db.prisma, clusterIds);
  const decision = await authorise(ctx, { permission: "policy:push", ...attempt, clusters });
  if (clusters.length < new Set(clusterIds).size) return refuse(ctx, attempt, new Fault("NotFound", worded("ClusterAbsent")), decision);
  await refuseByGate(ctx, attempt, canLastUntil(input.expiresAt, ctx.now()), decision);
  const scope = { namespace: input.namespace, workload, objectName: input.objectName };
  await refuseByGate(ctx, attempt, canLetThrough(await concernedObjects(ctx.db.prisma, policy, clusterIds), scope), decision);
  return gated(ctx, attempt, decision, async (unit) => {
    const row = await unit.tx.policyWaiver.create({
      data: {
        ...{ ...rest, id, policyId, clusterIds: clusters.map((cluster) => cluster.id), state: "requested" },
        ...{ workloadKind: workload?.kind ?? null, workloadName: workload?.name ?? null },
        ...{ requestedById: ctx.actor.id, requestedByName: ctx.actor.name, requestedAt: ctx.now() },
      },
    });
    unit.audit({
      ...{ actor: ctx.actor, ...attempt, outcome: "succeeded", reason: input.reason, decision, requestId: ctx.requestId },
      ...{ before: null, after: waiverRecord(row) },
    });
    await tellWaiver(unit, row, ctx.now(), false);
    return { id: WaiverId.parse(id) };
  });
}
