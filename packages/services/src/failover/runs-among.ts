import type { Database } from "@holdfast/db/database";
import type { Prisma } from "@holdfast/db/generated/prisma/client";

/** The runs whose clusters are all among these: those of a run's two sites, those that its steps act on besides, and those of the runs that they make. */
export async function runsAmong({ prisma }: Database, clusterIds: readonly string[]): Promise<Prisma.RunWhereInput> {
  const ids = [...clusterIds];
  const hidden = await prisma.cluster.findMany({ where: { id: { notIn: ids } }, select: { id: true } });
  const beyond = { hasSome: hidden.map(({ id }) => id) };
  return {
    primaryId: { in: ids },
    standbyId: { in: ids },
    ...(hidden.length > 0 ? { NOT: { OR: [{ otherIds: beyond }, { childClusterIds: beyond }] } } : {}),
  };
}
