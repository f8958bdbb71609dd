import { Fault } from "@holdfast/contracts/fault";
import { ClusterId } from "@holdfast/contracts/ids";
import { type ControlPlane, type ListMembers, type MemberPage, memberResources } from "@holdfast/contracts/member-cluster";
import { worded } from "@holdfast/contracts/worded";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import { z } from "zod";
import type { ClusterRow } from "../access/cluster-row";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { staleClusters } from "../inventory/stale-clusters";
import { memberRow } from "./member-row";
import { comparedClusters, type MemberRecord, memberColumns, membersOf } from "./member-sql";

/** The shown name, the control plane and the uid of the last row of the page before. */
const Cursor = z.tuple([z.string().max(300), z.uuid(), z.string().max(128)]);

function readCursor(cursor: string): z.infer<typeof Cursor> {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch (cause) {
    throw new Fault("InvalidInput", worded("CursorUnknown"), { cause });
  }
}

function memberFilter({ text, sources, standings, health }: ListMembers): Prisma.Sql {
  const part = `%${(text ?? "").replace(/[\\%_]/g, String.raw`\$&`)}%`;
  const resources = Object.keys(memberResources).filter((each) => sources?.some((source) => memberResources[each] === source));
  const conditions = [
    text ? Prisma.sql`(name ILIKE ${part} OR shown ILIKE ${part} OR facts->>'endpoint' ILIKE ${part})` : null,
    sources?.length ? Prisma.sql`resource = ANY(${resources}::text[])` : null,
    health?.length ? Prisma.sql`health = ANY(${health}::"Health"[])` : null,
    standings?.length
      ? Prisma.sql`CASE WHEN matched_by IS NULL THEN 'absent' WHEN matched_by = 'name' THEN 'guessed' ELSE 'inFleet' END = ANY(${standings}::text[])`
      : null,
  ].filter((condition) => condition !== null);
  return Prisma.join([Prisma.sql`true`, ...conditions], " AND ");
}

/** Which of these clusters list others, with how many they list and how old that is. */
async function controlPlanesOf(ctx: ServiceContext, clusters: readonly ClusterRow[], members: Prisma.Sql): Promise<ControlPlane[]> {
  const ids = clusters.map(({ id }) => id);
  const [states, counts] = await Promise.all([
    ctx.db.prisma.inventoryResource.findMany({
      where: { clusterId: { in: ids }, resource: { in: Object.keys(memberResources) }, state: { not: "absent" } },
      select: { clusterId: true, resource: true, state: true },
    }),
    ctx.db.prisma.$queryRaw<{ clusterId: string; resource: string; n: bigint }[]>`
      WITH ${members} SELECT cluster_id AS "clusterId", resource, count(*) AS n FROM members GROUP BY cluster_id, resource`,
  ]);
  const found = clusters.filter(({ id }) => [...states, ...counts].some(({ clusterId }) => clusterId === id));
  const stale = new Map((await staleClusters(ctx, found)).map(({ id, since }) => [id, since]));
  return found.flatMap(({ id, name }) => {
    const sourcesOf = (rows: readonly { clusterId: string; resource: string }[]) =>
      rows.flatMap(({ clusterId, resource }) => (clusterId === id ? (memberResources[resource] ?? []) : []));
    return [...new Set([...sourcesOf(states), ...sourcesOf(counts)])].sort().map((source) => {
      const isIts = (row: { clusterId: string; resource: string }) => row.clusterId === id && memberResources[row.resource] === source;
      return {
        ...{ id: ClusterId.parse(id), name, source },
        members: counts.filter(isIts).reduce((sum, { n }) => sum + Number(n), 0),
        isReadable: !states.some((row) => isIts(row) && row.state === "forbidden"),
        staleSince: stale.get(id) ?? null,
      };
    });
  });
}

/**
 * A page of the clusters that the caller's clusters manage by Rancher, Karmada or Open Cluster Management, by name, from the store. Each
 * says whether the fleet has it.
 */
export async function listMembers(ctx: ServiceContext, input: ListMembers): Promise<MemberPage> {
  const [clusters, { seen, all }] = await Promise.all([visibleClusters(ctx, "inventory:read"), comparedClusters(ctx)]);
  const names = new Map(clusters.map(({ id, name }) => [id, name]));
  const members = membersOf(
    clusters.map(({ id }) => id),
    all.map(({ id }) => id),
  );
  const filter = memberFilter(input);
  const [shown, clusterId, uid] = input.cursor === null ? [] : readCursor(input.cursor);
  const after = uid === undefined ? Prisma.empty : Prisma.sql`AND (shown, cluster_id, uid) > (${shown}, ${clusterId}::uuid, ${uid})`;
  const [rows, [counted], controlPlanes] = await Promise.all([
    ctx.db.prisma.$queryRaw<MemberRecord[]>`
      WITH ${members} SELECT ${memberColumns} FROM members WHERE ${filter} ${after} ORDER BY shown, cluster_id, uid LIMIT ${input.limit + 1}`,
    ctx.db.prisma.$queryRaw<{ n: bigint }[]>`WITH ${members} SELECT count(*) AS n FROM members WHERE ${filter}`,
    controlPlanesOf(ctx, clusters, members),
  ]);
  const taken = new Set(all.map(({ name }) => name));
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  const more = rows.length > input.limit && last;
  return {
    rows: page.map((row) => memberRow(row, names.get(row.clusterId) ?? "", seen, taken)),
    nextCursor: more ? Buffer.from(JSON.stringify([last.shown, last.clusterId, last.uid])).toString("base64url") : null,
    total: Number(counted?.n ?? 0),
    isTotalCapped: false,
    controlPlanes,
  };
}
