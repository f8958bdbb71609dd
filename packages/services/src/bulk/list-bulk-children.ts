import type { BulkChildPage, BulkStanding, ListBulkChildren } from "@holdfast/contracts/bulk";
import { ClusterId, CommandId } from "@holdfast/contracts/ids";
import { type BulkChild, Prisma } from "@holdfast/db/generated/prisma/client";
import { phraseOfRow } from "@holdfast/db/stored-phrase";
import { z } from "zod";
import type { ServiceContext } from "../context/service-context";
import { childrenOf, standingOf } from "./bulk-standing";
import { visibleBulk } from "./visible-bulk";

type ChildRow = Omit<BulkChild, "bulkId" | "state"> & { standing: BulkStanding; reason: string | null; said: string | null };

const Cursor = z.coerce.number().int().min(0).nullable().catch(null);

/** The objects of a bulk order in their order, those of the clusters that the caller may see. */
export async function listBulkChildren(ctx: ServiceContext, input: ListBulkChildren): Promise<BulkChildPage> {
  const { bulk, clusters } = await visibleBulk(ctx, input.bulkId);
  const { limit, standing } = input;
  const all = Prisma.sql`SELECT child.position, child.cluster_id::text AS "clusterId", child.uid, child.kind, child.namespace, child.name,
    child.expect_replicas AS "expectReplicas", child.replicas, child.command_id::text AS "commandId", child.message, child.phrase,
    coalesce(command.finished_at, child.updated_at) AS "updatedAt", command.reason, command.message AS said, ${standingOf(ctx.now())} AS standing
    FROM ${childrenOf(
      [bulk.id],
      clusters.map(({ id }) => id),
    )}`;
  const wanted = standing ? Prisma.sql`standing = ${standing}` : Prisma.sql`true`;
  const after = Cursor.parse(input.cursor) ?? -1;
  const [rows, [counted]] = await Promise.all([
    ctx.db.prisma.$queryRaw<ChildRow[]>`
      SELECT * FROM (${all}) AS every WHERE ${wanted} AND position > ${after} ORDER BY position LIMIT ${limit + 1}`,
    ctx.db.prisma.$queryRaw<{ count: bigint }[]>`SELECT count(*) AS count FROM (${all}) AS every WHERE ${wanted}`,
  ]);
  const names = new Map<string, string>(clusters.map(({ id, name }) => [id, name]));
  const page = rows.slice(0, limit);
  return {
    rows: page.map(({ clusterId, commandId, message, said, phrase, ...row }) => ({
      ...row,
      clusterId: ClusterId.parse(clusterId),
      clusterName: names.get(clusterId) ?? "",
      commandId: commandId === null ? null : CommandId.parse(commandId),
      message: message ?? said,
      phrase: phraseOfRow(phrase),
    })),
    nextCursor: rows.length > limit ? String(page.at(-1)?.position ?? "") : null,
    total: Number(counted?.count ?? 0),
    isTotalCapped: false,
  };
}
