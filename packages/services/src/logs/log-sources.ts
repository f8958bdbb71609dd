import { ClusterId } from "@holdfast/contracts/ids";
import type { LogSource, LogSources } from "@holdfast/contracts/logs";
import type { ObjectRef } from "@holdfast/contracts/object";
import { z } from "zod";
import type { ClusterRow } from "../access/cluster-row";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { visibleObject } from "../objects/visible-object";

const MOST_PODS = 60;
const MOST_OWNERS = 500;
const MOST_LEVELS = 4;
/** Made for one cluster alone: another cluster's of that name would be another thing. */
const OF_ONE_CLUSTER = new Set(["pods", "replicasets.apps", "jobs.batch"]);

const Containers = z.object({ containers: z.array(z.looseObject({ name: z.string() })).default([]) });

/** A pod as the inventory has it. */
export interface PodRow {
  readonly clusterId: string;
  readonly uid: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly facts: unknown;
}

/** The containers that an agent told of a pod. */
export const containersOf = (facts: unknown): string[] =>
  Containers.catch({ containers: [] })
    .parse(facts)
    .containers.map(({ name }) => name);

/** The pods below an object: itself, or what it owns over a few levels, as a CronJob does over its Jobs. */
export async function podsBelow({ db }: ServiceContext, clusterId: string, root: { uid: string; resource: string }): Promise<PodRow[]> {
  const select = { clusterId: true, uid: true, namespace: true, name: true, facts: true, resource: true } as const;
  if (root.resource === "pods") return db.prisma.inventoryObject.findMany({ where: { clusterId, uid: root.uid }, select });
  const pods: PodRow[] = [];
  let owners = [root.uid];
  for (let level = 0; level < MOST_LEVELS && owners.length > 0; level++) {
    const owned = await db.prisma.inventoryObject.findMany({
      where: { clusterId, ownerUid: { in: owners } },
      select,
      orderBy: { name: "asc" },
      take: MOST_OWNERS,
    });
    pods.push(...owned.filter(({ resource }) => resource === "pods"));
    owners = owned.filter(({ resource }) => resource !== "pods").map(({ uid }) => uid);
  }
  return pods;
}

/** The pods whose logs belong to an object, also those of its twins on other clusters that the caller may see. */
export async function logSources(ctx: ServiceContext, input: ObjectRef): Promise<LogSources> {
  const { cluster, object } = await visibleObject(ctx, input);
  const [visible, readable] = await Promise.all([visibleClusters(ctx, "inventory:read"), visibleClusters(ctx, "logs:read")]);
  const { resource, namespace, name } = object;
  const twins = OF_ONE_CLUSTER.has(resource)
    ? []
    : await ctx.db.prisma.inventoryObject.findMany({
        where: { resource, namespace, name, clusterId: { in: visible.map(({ id }) => id).filter((id) => id !== cluster.id) } },
        select: { clusterId: true, uid: true, resource: true },
      });
  const roots = [{ clusterId: cluster.id, uid: object.uid, resource }, ...twins];
  const found = (await Promise.all(roots.map((root) => podsBelow(ctx, root.clusterId, root)))).flat();
  const byId = new Map<string, ClusterRow>(visible.map((each) => [each.id, each]));
  const mayRead = new Set(readable.map(({ id }) => id));
  const sources = found.slice(0, MOST_PODS).map(
    ({ clusterId, uid, namespace: podNamespace, name: pod, facts }): LogSource => ({
      ...{ clusterId: ClusterId.parse(clusterId), clusterName: byId.get(clusterId)?.name ?? "", uid },
      ...{ namespace: podNamespace ?? "", pod, containers: containersOf(facts), isPermitted: mayRead.has(clusterId) },
    }),
  );
  return { sources, isCut: found.length > MOST_PODS };
}
