import type { PlanFinding } from "@holdfast/contracts/gate";
import type { Database } from "@holdfast/db/database";
import { allowsLocation, LOCATION_KEY, locationOf } from "@holdfast/domain/residency/allows-location";
import { finding } from "../define-step";

/** A workflow's sites by id, and the namespaces of what it moves. */
export interface Moved {
  readonly siteIds: readonly string[];
  readonly targetId: string;
  readonly namespaces: readonly string[];
}

interface Row {
  readonly wanted: string;
  readonly objects: number;
  readonly some: string[];
}

const kinds = [
  ...["deployments.apps", "statefulsets.apps", "daemonsets.apps", "cronjobs.batch", "jobs.batch"],
  ...["persistentvolumeclaims", "services"],
];
/** So many different places no group's objects are bound to; and as many objects are named. */
const MOST_PLACES = 50;
const NAMED = 5;

/** What is bound to places, by what is written at it: in one question, as many rows as there are different places. */
const boundObjects = ({ prisma }: Database, { siteIds, namespaces }: Moved) => prisma.$queryRaw<Row[]>`
  WITH bound AS (
    SELECT DISTINCT coalesce(facts -> 'annotations' ->> ${LOCATION_KEY}, labels ->> ${LOCATION_KEY}) AS wanted,
           kind || ' ' || coalesce(namespace || '/', '') || name AS object
    FROM inventory_object
    WHERE cluster_id = ANY(${siteIds}::uuid[])
      AND (resource = ANY(${kinds}) AND namespace = ANY(${namespaces})
           OR resource = 'namespaces' AND name = ANY(${namespaces})
           OR resource = 'persistentvolumes' AND facts #>> '{claim,namespace}' = ANY(${namespaces}))
      AND (jsonb_exists(facts -> 'annotations', ${LOCATION_KEY}) OR jsonb_exists(labels, ${LOCATION_KEY})))
  SELECT wanted, count(*)::int AS objects, (array_agg(object ORDER BY object))[1:${NAMED}::int] AS some
  FROM bound GROUP BY wanted ORDER BY wanted LIMIT ${MOST_PLACES}`;

/**
 * Whether everything in the group's namespaces may be where the workflow leads, by its `compliance/location`: what is there already, and
 * what would come. Of templates nothing is read, so a claim that is not made yet is not judged.
 */
export async function residencyFindings(db: Database, moved: Moved): Promise<PlanFinding[]> {
  if (moved.namespaces.length === 0) return [];
  const [rows, cluster] = await Promise.all([
    boundObjects(db, moved),
    db.prisma.cluster.findUnique({ where: { id: moved.targetId }, select: { name: true, region: true, labels: true } }),
  ]);
  if (!cluster) return [];
  const location = locationOf(cluster);
  return rows
    .filter(({ wanted }) => !allowsLocation(wanted, location))
    .map(({ wanted, objects, some }) => {
      const [first = ""] = some;
      const named = `${some.join(", ")}${objects > some.length ? `, … (${objects})` : ""}`;
      return { step: null, ...finding("ResidencyBroken", "blocking", first, { site: cluster.name, location, wanted, objects: named }) };
    });
}
