import { type BulkAccepted, BulkVerb, type UndoBulk } from "@holdfast/contracts/bulk";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import type { BulkChild } from "@holdfast/db/generated/prisma/client";
import { allMet } from "@holdfast/domain/gates/gate";
import { bulkConfirmation, canUndoBulk, isBulkConfirmed, undoOf } from "@holdfast/domain/object/bulk-gates";
import { authorise } from "../access/authorise";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { objectPermissions } from "../objects/object-permissions";
import { childrenOf, standingOf } from "./bulk-standing";
import { BulkParams, bulkTarget } from "./bulk-view";
import { touchedClusters } from "./touched-clusters";
import { visibleBulk } from "./visible-bulk";
import { writeBulk } from "./write-bulk";

type Done = Pick<BulkChild, "clusterId" | "uid" | "kind" | "namespace" | "name" | "expectReplicas" | "replicas">;

/**
 * Takes back what a bulk order did, by another one for exactly the objects that it changed: replicas go back to what they were,
 * cordoned nodes are uncordoned. An agent refuses where somebody has changed the object since.
 */
export async function undoBulk(ctx: ServiceContext, { bulkId, key, confirmed }: UndoBulk): Promise<BulkAccepted> {
  const { bulk, undoneBy } = await visibleBulk(ctx, bulkId);
  const verb = undoOf(BulkVerb.parse(bulk.verb));
  if (verb === null) throw new Fault("InvalidInput", worded("NoWayBack", { verb: bulk.verb }));
  const done = await ctx.db.prisma.$queryRaw<Done[]>`
    SELECT child.cluster_id::text AS "clusterId", child.uid, child.kind, child.namespace, child.name,
      child.expect_replicas AS "expectReplicas", child.replicas
    FROM ${childrenOf([bulkId], null)} AND ${standingOf(ctx.now())} = 'succeeded' ORDER BY child.position`;
  const clusters = await touchedClusters(ctx, { clusterIds: [...new Set(done.map(({ clusterId }) => clusterId))] });
  const attempt = { action: "bulk.undo", target: bulkTarget(bulkId, verb, done.length) };
  const touched = done.length > 0 ? clusters : await touchedClusters(ctx, bulk);
  const decision = await authorise(ctx, { permission: objectPermissions[verb], ...attempt, clusters: touched });
  const environments = clusters.map(({ environment }) => environment);
  const isUndone = undoneBy !== null && !(await isSamePress(ctx, undoneBy, key));
  const gate = allMet(
    canUndoBulk({ isFinished: bulk.finishedAt !== null, isUndone, succeeded: done.length }),
    isBulkConfirmed(bulkConfirmation(verb, environments, done.length), confirmed),
  );
  await refuseByGate(ctx, attempt, gate, decision);
  const children = done.map(({ expectReplicas, replicas, ...child }) => ({
    ...child,
    ...{ expectReplicas: replicas, replicas: expectReplicas, refusal: null },
  }));
  const params = { ...BulkParams.parse(bulk.params), replicas: null };
  return writeBulk(ctx, { action: attempt.action, key, verb, params, undoes: bulkId, children, decision });
}

/** Whether the undo that is there came of this very press, whose answer was lost. */
const isSamePress = async (ctx: ServiceContext, undoneBy: string, key: string): Promise<boolean> =>
  (await ctx.db.prisma.bulkOrder.count({ where: { id: undoneBy, idempotencyKey: `bulk:${ctx.actor.id}:${key}` } })) > 0;
