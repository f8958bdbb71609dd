import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { componentCatalogue } from "@holdfast/domain/component/catalogue";
import { ComponentSearch, type NodeSign, type WorkloadSign } from "@holdfast/domain/component/find-components";

type Reader = Pick<Prisma.TransactionClient, "$queryRaw">;

/** What is looked at of its own accord. Pods are looked at only where no workload made them: of the others it is known from there. */
const WORKLOADS = ["deployments.apps", "statefulsets.apps", "daemonsets.apps", "cronjobs.batch", "jobs.batch"];
const MADE_BY = ["ReplicaSet", "StatefulSet", "DaemonSet", "Job", "CronJob"];
const BATCH = 2000;

/** Workloads with images in batches, so that no whole inventory is in memory. */
async function* workloads(tx: Reader, clusterId: string): AsyncGenerator<WorkloadSign> {
  let [resource, uid] = ["", ""];
  for (;;) {
    const rows = await tx.$queryRaw<WorkloadSign[]>`
      SELECT resource, kind, namespace, name, uid, images, health, ready, desired FROM inventory_object
      WHERE cluster_id = ${clusterId}::uuid AND resource = ANY(${[...WORKLOADS, "pods"]}::text[]) AND (resource, uid) > (${resource}, ${uid})
        AND images <> '{}' AND (owner_kind IS NULL OR NOT (owner_kind = ANY(${MADE_BY}::text[])))
      ORDER BY resource, uid LIMIT ${BATCH}`;
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    ({ resource, uid } = last);
  }
}

const definitions = (tx: Reader, clusterId: string) => tx.$queryRaw<{ name: string }[]>`
  SELECT name FROM inventory_object
  WHERE cluster_id = ${clusterId}::uuid AND resource = 'customresourcedefinitions.apiextensions.k8s.io'
  UNION SELECT resource FROM inventory_resource WHERE cluster_id = ${clusterId}::uuid AND state = 'synced' AND resource LIKE '%.%'
  ORDER BY 1`;

const nodes = (tx: Reader, clusterId: string) => tx.$queryRaw<NodeSign[]>`
  SELECT facts->>'kubeletVersion' AS "kubeletVersion", facts->>'containerRuntime' AS "containerRuntime",
    ARRAY(SELECT jsonb_object_keys(CASE jsonb_typeof(facts->'allocatable'->'devices')
      WHEN 'object' THEN facts->'allocatable'->'devices' ELSE '{}' END) ORDER BY 1) AS devices,
    count(*)::int AS count
  FROM inventory_object WHERE cluster_id = ${clusterId}::uuid AND resource = 'nodes' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;

const classes = (tx: Reader, clusterId: string, resource: string, fact: string) => tx.$queryRaw<
  { resource: string; name: string; value: string }[]
>`
  SELECT resource, name, facts->>${fact}::text AS value FROM inventory_object
  WHERE cluster_id = ${clusterId}::uuid AND resource = ${resource} AND facts->>${fact}::text IS NOT NULL ORDER BY name`;

/** Looks through what the store holds of a cluster. */
export async function searchCluster(tx: Reader, clusterId: string): Promise<ComponentSearch> {
  const search = new ComponentSearch(componentCatalogue);
  for await (const workload of workloads(tx, clusterId)) search.workload(workload);
  for (const { name } of await definitions(tx, clusterId)) search.definition(name);
  for (const node of await nodes(tx, clusterId)) search.nodes(node);
  for (const sign of await classes(tx, clusterId, "runtimeclasses.node.k8s.io", "handler")) search.runtimeClass(sign);
  for (const sign of await classes(tx, clusterId, "storageclasses.storage.k8s.io", "provisioner")) search.storageClass(sign);
  return search;
}
