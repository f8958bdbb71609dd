import type { ObjectRef, OwnerTree, OwnerTreeNode } from "@holdfast/contracts/object";
import type { InventoryObject } from "@holdfast/db/generated/prisma/client";
import type { ServiceContext } from "../context/service-context";
import { visibleObject } from "./visible-object";

/** Owners form no circle, but a store that says so must not hang a page. */
const MOST_LEVELS = 8;
const MOST_OWNED = 200;

type Node = Pick<InventoryObject, "uid" | "kind" | "name" | "health" | "status" | "ready" | "desired" | "ownerUid">;
const fields = { uid: true, kind: true, name: true, health: true, status: true, ready: true, desired: true, ownerUid: true } as const;

/** The owners of an object, the root first. An owner that the inventory does not hold ends the way. */
async function ownersOf({ db }: ServiceContext, clusterId: string, object: Node): Promise<Node[]> {
  const owners: Node[] = [];
  for (let uid = object.ownerUid; uid !== null && owners.length < MOST_LEVELS; uid = owners[0]?.ownerUid ?? null) {
    const owner = await db.prisma.inventoryObject.findUnique({ where: { clusterId_uid: { clusterId, uid } }, select: fields });
    if (!owner) break;
    owners.unshift(owner);
  }
  return owners;
}

/** Everything that an object owns, by its owner: as much as fits, the ill first. */
async function ownedBy({ db }: ServiceContext, clusterId: string, uid: string) {
  const owned = new Map<string, Node[]>();
  let [owners, room, isCut] = [[uid], MOST_OWNED, false];
  for (let level = 0; level < MOST_LEVELS && owners.length > 0 && room > 0; level++) {
    const rows: Node[] = await db.prisma.inventoryObject.findMany({
      where: { clusterId, ownerUid: { in: owners } },
      select: fields,
      orderBy: [{ health: "desc" }, { name: "asc" }],
      take: room + 1,
    });
    if (rows.length > room) isCut = true;
    const kept = rows.slice(0, room);
    for (const row of kept) owned.set(row.ownerUid ?? "", [...(owned.get(row.ownerUid ?? "") ?? []), row]);
    room -= kept.length;
    owners = kept.map((row) => row.uid);
  }
  return { owned, isCut };
}

/** The owner tree of an object, from the store: up to its root, and down to everything that it owns. */
export async function ownerTree(ctx: ServiceContext, input: ObjectRef): Promise<OwnerTree> {
  const { cluster, object } = await visibleObject(ctx, input);
  const [owners, { owned, isCut }] = await Promise.all([ownersOf(ctx, cluster.id, object), ownedBy(ctx, cluster.id, object.uid)]);
  const nodes: OwnerTreeNode[] = [];
  const add = ({ uid, kind, name, health, status, ready, desired }: Node, depth: number) => {
    nodes.push({ uid, kind, name, health, status, ready, desired, depth, isSelf: uid === object.uid });
  };
  const addWithOwned = (node: Node, depth: number) => {
    add(node, depth);
    for (const each of owned.get(node.uid) ?? []) addWithOwned(each, depth + 1);
  };
  owners.forEach(add);
  addWithOwned(object, owners.length);
  return { nodes, isCut };
}
