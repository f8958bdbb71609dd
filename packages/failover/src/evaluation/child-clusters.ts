import type { Database } from "@holdfast/db/database";
import type { ChildSpecs } from "./child-specs";

/** The clusters that other plans act on, by id; what there is not is left out. */
export async function childClusters({ prisma }: Database, specs: ChildSpecs): Promise<readonly string[]> {
  if (specs.size === 0) return [];
  const names = [...specs.values()].flatMap(({ primary, standby, others = [] }) => [
    primary,
    standby,
    ...others.map(({ cluster }) => cluster),
  ]);
  const clusters = await prisma.cluster.findMany({ where: { name: { in: names } }, select: { id: true } });
  return clusters.map(({ id }) => id);
}
