import type { Database } from "@holdfast/db/database";
import { registerCluster } from "@holdfast/services/clusters/register-cluster";
import { theSystem } from "@holdfast/testkit/people";

/** Which resources there are, as shares of a hundred, in the order of their places. */
const SHARES = [
  { resource: "pods", kind: "Pod", share: 50 },
  { resource: "replicasets.apps", kind: "ReplicaSet", share: 12 },
  { resource: "deployments.apps", kind: "Deployment", share: 8 },
  { resource: "services", kind: "Service", share: 10 },
  { resource: "events", kind: "Event", share: 6 },
  { resource: "persistentvolumeclaims", kind: "PersistentVolumeClaim", share: 4 },
  { resource: "jobs.batch", kind: "Job", share: 3 },
  { resource: "statefulsets.apps", kind: "StatefulSet", share: 2 },
  { resource: "certificates.cert-manager.io", kind: "Certificate", share: 2 },
  { resource: "daemonsets.apps", kind: "DaemonSet", share: 1 },
  { resource: "cronjobs.batch", kind: "CronJob", share: 1 },
  { resource: "nodes", kind: "Node", share: 1 },
] as const;

/** `CASE place WHEN …` over the shares, giving a column of each. */
const byShare = (column: "resource" | "kind") => {
  let below = 0;
  const whens = SHARES.map((each) => {
    below += each.share;
    return `WHEN place < ${below} THEN '${each[column]}'`;
  });
  return `CASE ${whens.join(" ")} END`;
};

/**
 * One statement a cluster, so that the counting trigger runs once a cluster. `h` and `g` spread everything without being random;
 * they are independent, so that what runs does not tell how it is.
 */
const INSERT = `
  INSERT INTO inventory_object (cluster_id, uid, resource, kind, namespace, name, created_at, health, status, reason, ready, desired,
    restarts, node, owner_kind, owner_name, owner_uid, labels, images, facts, digest, observed_at)
  SELECT $1::uuid, md5($1 || n)::uuid::text, ${byShare("resource")}, ${byShare("kind")},
    CASE WHEN place = 99 THEN NULL ELSE 'team-' || lpad((h % 40)::text, 2, '0') END,
    'service-' || lpad((h % 5000)::text, 4, '0') || '-' || substr(md5(n || $1), 1, 10),
    now() - make_interval(secs => g % 7776000),
    (CASE WHEN g % 1000 < 965 THEN 'Healthy' WHEN g % 1000 < 980 THEN 'Progressing' WHEN g % 1000 < 990 THEN 'Degraded'
      WHEN g % 1000 < 995 THEN 'Suspended' ELSE 'Unknown' END)::"Health",
    CASE WHEN place < 50 THEN 'Running' ELSE 'Available' END, CASE WHEN g % 1000 BETWEEN 980 AND 989 THEN 'CrashLoopBackOff' END,
    1, 1, CASE WHEN place < 50 THEN (CASE WHEN g % 50 = 0 THEN g % 40 ELSE 0 END) END,
    CASE WHEN place < 50 THEN 'node-' || lpad((h % 100)::text, 3, '0') END,
    CASE WHEN place < 50 THEN 'ReplicaSet' END, CASE WHEN place < 50 THEN 'service-' || lpad((h % 5000)::text, 4, '0') END,
    CASE WHEN place < 50 THEN md5($1 || (h % 5000))::uuid::text END,
    jsonb_build_object('app.kubernetes.io/name', 'service-' || h % 5000, 'app.kubernetes.io/part-of', 'product-' || h % 90,
      'pod-template-hash', substr(md5(h::text), 1, 10), 'team', 'team-' || h % 40),
    ARRAY['registry.example/product-' || h % 90 || '/service-' || h % 5000 || ':1.' || h % 30 || '.0'],
    jsonb_build_object('phase', 'Running', 'hostIP', '10.0.' || h % 250 || '.' || n % 250, 'requests',
      jsonb_build_object('cpuMillis', 250, 'memoryBytes', 268435456), 'qosClass', 'Burstable', 'containers', jsonb_build_array(
      jsonb_build_object('name', 'main', 'ready', true, 'restarts', 0), jsonb_build_object('name', 'proxy', 'ready', true, 'restarts', 0))),
    hashtextextended($1 || n, 7), now()
  FROM (SELECT n, n % 100 AS place, abs(hashtext($1 || n)) AS h, abs(hashtext(n || $1)) AS g
    FROM generate_series(1, $2::int) AS n) AS each`;

const RESOURCES = `
  INSERT INTO inventory_resource (cluster_id, resource, kind, is_namespaced, state, observed_at, verified_at)
  SELECT cluster_id, resource, min(kind), bool_and(namespace IS NOT NULL), 'synced', now(), now() FROM inventory_object
  WHERE cluster_id = $1::uuid GROUP BY cluster_id, resource`;

interface Index {
  readonly name: string;
  readonly definition: string;
}

/** Takes the indexes off while rows come in: building each once is many times faster, and the outcome is the same. */
async function withoutIndexes(db: Database, load: () => Promise<void>): Promise<void> {
  const indexes = await db.prisma.$queryRaw<Index[]>`
    SELECT indexname AS name, indexdef AS definition FROM pg_indexes WHERE tablename = 'inventory_object' AND indexname NOT LIKE '%_pkey'`;
  for (const { name } of indexes) await db.prisma.$executeRawUnsafe(`DROP INDEX "${name}"`);
  await load();
  for (const { definition } of indexes) await db.prisma.$executeRawUnsafe(definition);
}

/**
 * Fills a store with clusters of this many objects each, made inside PostgreSQL in bulk, and lets it learn what it holds, as its
 * autovacuum would in time. Returns the clusters' ids.
 */
export async function fillFleet(db: Database, clusters: number, objectsEach: number): Promise<string[]> {
  const ids: string[] = [];
  await withoutIndexes(db, async () => {
    for (let i = 0; i < clusters; i++) {
      const environment = (["production", "dr", "test"] as const)[i % 3] ?? "test";
      const region = ["cn-hangzhou", "cn-shanghai", "cn-beijing", "cn-shenzhen"][i % 4] ?? "";
      const name = `cluster-${String(i).padStart(3, "0")}`;
      const labels = { tier: i % 10 === 0 ? "core" : "edge" };
      const { id } = await registerCluster(theSystem(db), { name, environment, region, labels });
      await db.prisma.$executeRawUnsafe(INSERT, id, objectsEach);
      ids.push(id);
    }
  });
  for (const id of ids) await db.prisma.$executeRawUnsafe(RESOURCES, id);
  await db.prisma.$executeRawUnsafe("VACUUM ANALYZE");
  return ids;
}
