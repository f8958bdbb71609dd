import type { BulkAccepted, OrderBulk } from "@holdfast/contracts/bulk";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { bulkConfirmation, isBulkConfirmed } from "@holdfast/domain/object/bulk-gates";
import { authorise } from "../access/authorise";
import { refuseByGate } from "../access/refuse-by-gate";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { objectPermissions } from "../objects/object-permissions";
import { bulkTarget } from "./bulk-view";
import { checkVerb } from "./preview-bulk";
import { keyOf, objectsOf } from "./selected-objects";
import { writeBulk } from "./write-bulk";

/**
 * Orders one verb for many objects: a row with a child for each, which the hub gives to their agents a few at a time. Needs the
 * verb's right on the cluster of every object. Throws `Forbidden` or what the gates refuse with; either is on record.
 */
export async function orderBulk(ctx: ServiceContext, input: OrderBulk): Promise<BulkAccepted> {
  checkVerb(input);
  const { verb, replicas, propagation, key, confirmed } = input;
  const chosen = [...new Map(input.objects.map((object) => [keyOf(object), object])).values()];
  const touched = new Set<string>(chosen.map(({ clusterId }) => clusterId));
  const clusters = (await visibleClusters(ctx, "inventory:read")).filter(({ id }) => touched.has(id));
  if (clusters.length < touched.size) throw new Fault("NotFound", worded("ClusterAbsent"));
  const attempt = { action: `bulk.${verb}`, target: bulkTarget("new", verb, chosen.length) };
  const decision = await authorise(ctx, { permission: objectPermissions[verb], ...attempt, clusters });
  const environmentOf = new Map<string, (typeof clusters)[number]["environment"]>(clusters.map(({ id, environment }) => [id, environment]));
  const environments = chosen.flatMap(({ clusterId }) => environmentOf.get(clusterId) ?? []);
  await refuseByGate(ctx, attempt, isBulkConfirmed(bulkConfirmation(verb, environments, chosen.length), confirmed), decision);
  const objects = await objectsOf(ctx, chosen, [...touched]);
  const children = chosen.map(({ clusterId, uid, expectReplicas }) => {
    const object = objects.get(keyOf({ clusterId, uid }));
    return {
      ...{ clusterId, uid, expectReplicas: verb === "scale" ? (expectReplicas ?? object?.desired ?? null) : null, replicas },
      ...{ kind: object?.kind ?? "", namespace: object?.namespace ?? null, name: object?.name ?? uid },
      refusal: object ? null : worded("ObjectGone"),
    };
  });
  return writeBulk(ctx, { action: attempt.action, key, verb, params: { replicas, propagation }, undoes: null, children, decision });
}
