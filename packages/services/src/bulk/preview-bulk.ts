import type { BulkCandidate, BulkPreview, PreviewBulk } from "@holdfast/contracts/bulk";
import { Fault } from "@holdfast/contracts/fault";
import type { Gate } from "@holdfast/contracts/gate";
import { ClusterId } from "@holdfast/contracts/ids";
import { worded } from "@holdfast/contracts/worded";
import type { InventoryObject } from "@holdfast/db/generated/prisma/client";
import { gateView, refused } from "@holdfast/domain/gates/gate";
import { bulkConfirmation, canActInBulk } from "@holdfast/domain/object/bulk-gates";
import type { ClusterRow } from "../access/cluster-row";
import { permittedOn } from "../access/permitted";
import { visibleClusters } from "../access/visible-clusters";
import { effectiveLinkState, liveHubs } from "../clusters/cluster-view";
import type { ServiceContext } from "../context/service-context";
import { nodeFacts } from "../objects/act-facts";
import { changingRuns } from "../objects/changing-runs";
import { objectPermissions } from "../objects/object-permissions";
import { keyOf, objectsOf, selectedKeys } from "./selected-objects";

/** Throws `InvalidInput` when a verb lacks what it has to say. */
export function checkVerb({ verb, replicas }: Pick<PreviewBulk, "verb" | "replicas">): void {
  if ((verb === "scale") !== (replicas !== null))
    throw new Fault("InvalidInput", verb === "scale" ? "replicas: say how many" : "replicas: only a scaling sets them");
}

/** The caller's own right on a cluster, as a gate. */
async function rightsOf(ctx: ServiceContext, verb: PreviewBulk["verb"]): Promise<(cluster: ClusterRow) => Gate | null> {
  const permission = objectPermissions[verb];
  if (ctx.actor.kind === "system") return () => null;
  const subject = await ctx.subject();
  return (cluster) =>
    permittedOn(subject, permission, cluster).effect === "allow"
      ? null
      : refused("Forbidden", worded("PermissionMissing", { permission, cluster: cluster.name }));
}

/** What would become of an order for many objects, one by one, answered from the store. Changes nothing. */
export async function previewBulk(ctx: ServiceContext, input: PreviewBulk): Promise<BulkPreview> {
  checkVerb(input);
  const { verb, replicas } = input;
  const visible = await visibleClusters(ctx, "inventory:read");
  const clusters = new Map(visible.map((cluster) => [cluster.id, cluster]));
  const { keys, isCut } = await selectedKeys(ctx, input.selection);
  const [objects, links, hubs, refusalOn, changing] = await Promise.all([
    objectsOf(ctx, keys, [...clusters.keys()]),
    ctx.db.prisma.agentLink.findMany({ where: { clusterId: { in: [...clusters.keys()] } } }),
    liveHubs(ctx.db.prisma),
    rightsOf(ctx, verb),
    changingRuns(ctx, [...clusters.keys()]),
  ]);
  const linkOf = new Map(links.map((link) => [link.clusterId, link]));
  const gateOf = (object: InventoryObject, cluster: ClusterRow): Gate => {
    const { resource, kind, namespace, name, desired, facts } = object;
    const linkState = effectiveLinkState(linkOf.get(cluster.id) ?? null, hubs);
    const { name: clusterName, environment } = cluster;
    const changedBy = changing({ clusterName, kind, namespace, name });
    const about = {
      ...{ resource, kind, name, desired, clusterName, environment, linkState, changedBy },
      isCordoned: nodeFacts(facts).isCordoned,
    };
    return refusalOn(cluster) ?? canActInBulk({ verb, replicas, ...about });
  };
  const candidates = keys.flatMap((key): BulkCandidate[] => {
    const [object, cluster] = [objects.get(keyOf(key)), clusters.get(key.clusterId)];
    if (!object || !cluster) return [];
    const { uid, kind, namespace, name, desired } = object;
    return [
      {
        ...{ clusterId: ClusterId.parse(cluster.id), clusterName: cluster.name, uid, kind, namespace, name },
        gate: gateView(gateOf(object, cluster)),
        expectReplicas: verb === "scale" ? desired : null,
      },
    ];
  });
  const ready = candidates.filter(({ gate }) => gate.isMet);
  const environments = ready.flatMap(({ clusterId }) => clusters.get(clusterId)?.environment ?? []);
  return { objects: candidates, isCut, confirm: bulkConfirmation(verb, environments, ready.length) };
}
