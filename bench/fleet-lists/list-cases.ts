import { ClusterId } from "@holdfast/contracts/ids";
import { ListObjects } from "@holdfast/contracts/inventory-list";
import { workloadResources } from "@holdfast/contracts/resources";
import type { Database } from "@holdfast/db/database";
import { cursorOf } from "@holdfast/services/inventory/list-order";

/** A page that people open. */
export interface ListCase {
  readonly name: string;
  readonly input: ListObjects;
  /** Who asks: somebody who sees the whole fleet, or somebody who sees a tenth of it. */
  readonly who: "admin" | "owner of a tenth";
}

type Sort = ListObjects["sort"];
const COLUMN: Record<Sort, string> = { name: "name", health: "health", age: "created_at", restarts: "restarts" };

/** The cursor of the page that begins halfway down the list of pods in an order. */
async function halfway(db: Database, sort: Sort, direction: "asc" | "desc"): Promise<string> {
  const order = [COLUMN[sort], "cluster_id", "uid"].map((column) => `${column} ${direction}`);
  if (sort === "health") order.splice(1, 0, `name ${direction}`);
  const [row] = await db.prisma.$queryRawUnsafe<Parameters<typeof cursorOf>[1][]>(
    `SELECT name, health, created_at AS "createdAt", restarts, cluster_id AS "clusterId", uid FROM inventory_object WHERE resource = 'pods'
     ORDER BY ${order.join(", ")} OFFSET (SELECT count(*) / 2 FROM inventory_object WHERE resource = 'pods') LIMIT 1`,
  );
  if (!row) throw new Error("there are no pods");
  return cursorOf(sort, row);
}

/** The lists that are timed: every order at its start and deep down, every filter, one cluster, workloads, and a person of few clusters. */
export async function listCases(db: Database, clusterIds: readonly string[]): Promise<ListCase[]> {
  const page = (name: string, about: object, who: ListCase["who"] = "admin"): ListCase => ({
    name,
    who,
    input: ListObjects.parse({ resources: ["pods"], ...about }),
  });
  const orders: ListCase[] = [];
  for (const sort of ["name", "health", "age", "restarts"] as const)
    for (const direction of ["asc", "desc"] as const) {
      orders.push(page(`by ${sort} ${direction}, first page`, { sort, direction }));
      orders.push(page(`by ${sort} ${direction}, from the middle`, { sort, direction, cursor: await halfway(db, sort, direction) }));
    }
  const [row] = await db.prisma.$queryRaw<{ namespace: string; node: string; ownerUid: string; name: string }[]>`
    SELECT namespace, node, owner_uid AS "ownerUid", name FROM inventory_object WHERE resource = 'pods' AND name > 'service-25' ORDER BY name LIMIT 1`;
  const some = clusterIds.slice(0, 1).map((id) => ClusterId.parse(id));
  const ten = clusterIds.slice(0, 10).map((id) => ClusterId.parse(id));
  return [
    ...orders,
    page("workloads of five kinds by name", { resources: workloadResources }),
    page("workloads of five kinds, worst first", { resources: workloadResources, sort: "health", direction: "desc" }),
    page("degraded ones", { health: ["Degraded"] }),
    page("degraded or unknown, by age", { health: ["Degraded", "Unknown"], sort: "age", direction: "desc" }),
    page("one namespace", { namespace: row?.namespace }),
    page("one namespace, worst first", { namespace: row?.namespace, sort: "health", direction: "desc" }),
    page("a namespace that nobody has", { namespace: "none" }),
    page("one cluster", { clusterIds: some }),
    page("one cluster, one namespace", { clusterIds: some, namespace: row?.namespace }),
    page("one node of one cluster", { clusterIds: some, node: row?.node }),
    page("ten clusters, newest first", { clusterIds: ten, sort: "age", direction: "desc" }),
    page("the pods of one owner", { ownerUid: row?.ownerUid }),
    page("part of a name that is common", { text: "service-1" }),
    page("part of a name that is rare", { text: row?.name.slice(4) }),
    page("part of a name that nothing has", { text: "zzzz" }),
    page("by name", {}, "owner of a tenth"),
    page("worst first", { sort: "health", direction: "desc" }, "owner of a tenth"),
    page("one namespace", { namespace: row?.namespace }, "owner of a tenth"),
  ];
}
