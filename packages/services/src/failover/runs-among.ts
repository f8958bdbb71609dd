import type { Database } from "@holdfast/db/database";
import type { Prisma } from "@holdfast/db/generated/prisma/client";

/** The runs whose clusters are all among these: those of a run's two sites, and those that its steps act on besides. */
export async function runsAmong({ prisma }: Database, clusterIds: readonly string[]): Promise<Prisma.RunWhereInput> {
  const ids = [...clusterIds];
  const hidden = await prisma.cluster.findMany({ where: { id: { notIn: ids } }, select: { id: true } });
  return {
    primaryId: { in: ids },
    standbyId: { in: ids },
    ...(hidden.length > 0 ? { NOT: { otherIds: { hasSome: hidden.map(({ id }) => id) } } } : {}),
  };
}
