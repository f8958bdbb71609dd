import type { Database } from "@holdfast/db/database";
import { registerCluster } from "@holdfast/services/clusters/register-cluster";
import { theSystem } from "@holdfast/testkit/people";

/** Changes of the last thirty days, evenly over time; each object of a cluster has about twenty. */
const INSERT = `
  INSERT INTO inventory_change (cluster_id, uid, resource, kind, namespace, name, operation, observed_at, recorded_at, health_from, health_to,
    is_decision, before, after)
  SELECT cluster, md5(cluster::text || object)::uuid::text, CASE WHEN object % 4 = 0 THEN 'deployments.apps' ELSE 'pods' END,
    CASE WHEN object % 4 = 0 THEN 'Deployment' ELSE 'Pod' END, 'team-' || lpad((object % 40)::text, 2, '0'),
    'service-' || lpad((object % 5000)::text, 4, '0') || '-' || substr(md5(object::text), 1, 10),
    CASE WHEN lot = 0 THEN 'created' WHEN lot = 19 THEN 'deleted' ELSE 'updated' END, at, at, 'Healthy', 'Progressing', object % 4 = 0,
    CASE WHEN lot = 0 THEN NULL ELSE jsonb_build_object('/health', 'Healthy', '/ready', 2, '/images', jsonb_build_array('registry.example/service:1')) END,
    CASE WHEN lot IN (0, 19) THEN NULL ELSE jsonb_build_object('/health', 'Progressing', '/ready', 1, '/images', jsonb_build_array('registry.example/service:2')) END
  FROM (SELECT n, abs(hashtext('lot' || n)) % 20 AS lot, ids[1 + n % array_length(ids, 1)] AS cluster, abs(hashtext(n::text)) % greatest($2::int / (20 * array_length(ids, 1)), 1) AS object,
      now() - make_interval(secs => (2592000.0 * ($2::int - n)) / $2::int) AS at
    FROM generate_series(1, $2::int) AS n, (SELECT $1::uuid[] AS ids) AS all_ids) AS each`;

const HISTORY = `INSERT INTO inventory_history (cluster_id, resource, kept_since)
  SELECT id, resource, now() - interval '30 days' FROM unnest($1::uuid[]) AS id, unnest(ARRAY['pods', 'deployments.apps']) AS resource`;

/** Fills a store with so many changes of so many clusters, inside PostgreSQL, and lets it learn what it holds. Returns the clusters' ids. */
export async function fillChanges(db: Database, clusters: number, changes: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < clusters; i++) {
    const labels = { tier: i % 10 === 0 ? "core" : "edge" };
    const { id } = await registerCluster(theSystem(db), { name: `cluster-${i}`, environment: "test", region: "cn-hangzhou", labels });
    ids.push(id);
  }
  await db.prisma.$executeRawUnsafe(INSERT, ids, changes);
  await db.prisma.$executeRawUnsafe(HISTORY, ids);
  await db.prisma.$executeRawUnsafe("VACUUM ANALYZE inventory_change");
  return ids;
}
