import type { Database } from "@holdfast/db/database";
import { readAccessSubjects } from "./access-subject";
import { clusterRow, clusterRowFields } from "./cluster-row";
import { permittedOn } from "./permitted";

/** How many people may approve a failover of all these clusters now. None, when one of them is no cluster of the fleet. */
export async function countApprovers(db: Database, clusterIds: readonly string[], now: Date): Promise<number> {
  const ids = [...new Set(clusterIds)];
  const [rows, subjects] = await Promise.all([
    db.prisma.cluster.findMany({ where: { id: { in: ids } }, select: clusterRowFields }),
    readAccessSubjects(db, now),
  ]);
  if (rows.length < ids.length) return 0;
  const clusters = rows.map(clusterRow);
  return subjects.filter((subject) => clusters.every((cluster) => permittedOn(subject, "failover:approve", cluster).effect === "allow"))
    .length;
}
