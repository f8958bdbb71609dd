import type { ClusterId } from "@holdfast/contracts/ids";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import type { ClusterAccess } from "@holdfast/testkit/testbed/cluster-access";
import { type KubectlObject, observedByKubectl } from "./kubectl";
import type { Session } from "./session";

const SCALED = new Set(["deployments.apps", "statefulsets.apps", "replicasets.apps"]);

/** Every row of a resource that the console lists for one cluster, page by page. */
export async function listAll({ api }: Session, clusterId: ClusterId, resource: string): Promise<ObjectRow[]> {
  const rows: ObjectRow[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof api.inventory.list.query>> = await api.inventory.list.query({
      resources: [resource],
      clusterIds: [clusterId],
      cursor,
      limit: 200,
    });
    rows.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}

/** One object in the words that both sides have. */
const line = (about: Record<string, unknown>) => JSON.stringify(about, Object.keys(about).sort());

const labelsOf = (labels: Readonly<Record<string, string>> = {}) =>
  Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join(",");

const ofKubectl = (resource: string, { metadata, spec }: KubectlObject) =>
  line({
    uid: metadata.uid,
    at: `${metadata.namespace ?? ""}/${metadata.name}`,
    created: Date.parse(metadata.creationTimestamp),
    labels: labelsOf(metadata.labels),
    ...(resource === "pods" ? { node: spec?.nodeName ?? null } : {}),
    ...(SCALED.has(resource) ? { desired: spec?.replicas ?? null } : {}),
  });

const ofRow = (resource: string, row: ObjectRow) =>
  line({
    uid: row.uid,
    at: `${row.namespace ?? ""}/${row.name}`,
    created: row.createdAt.getTime(),
    labels: labelsOf(row.labels),
    ...(resource === "pods" ? { node: row.node } : {}),
    ...(SCALED.has(resource) ? { desired: row.desired } : {}),
  });

/** What the console has too much and too little, against `kubectl get`: empty when the two are equal, object for object. */
export interface Comparison {
  readonly objects: number;
  readonly phantoms: readonly string[];
  readonly lost: readonly string[];
}

/** Compares the inventory of one cluster with the cluster itself, kind by kind: identity, place, age, labels, and what is specified. */
export async function compareInventory(
  session: Session,
  clusterId: ClusterId,
  cluster: Pick<ClusterAccess, "kubeconfigPath">,
): Promise<Comparison> {
  const truth = await observedByKubectl(cluster);
  const phantoms: string[] = [];
  const lost: string[] = [];
  let objects = 0;
  for (const [resource, items] of truth) {
    const real = new Set(items.map((object) => ofKubectl(resource, object)));
    const held = new Set((await listAll(session, clusterId, resource)).map((row) => ofRow(resource, row)));
    objects += real.size;
    phantoms.push(...[...held].filter((each) => !real.has(each)).map((each) => `${resource} ${each}`));
    lost.push(...[...real].filter((each) => !held.has(each)).map((each) => `${resource} ${each}`));
  }
  return { objects, phantoms, lost };
}
