import { type Finding, finding } from "../define-step";
import type { StepContext } from "../step-context";
import { nodeRooms, type ReplicaNeed, replicasThatFit } from "./free-capacity";

/** Whether a site has room for that many more replicas of this size. */
export async function checkCapacity(
  ctx: StepContext,
  cluster: string,
  more: number,
  need: ReplicaNeed,
  object: string,
): Promise<Finding[]> {
  if (more <= 0) return [];
  const rooms = await nodeRooms(ctx.db, ctx.site(cluster).id);
  if (rooms.length === 0) return [finding("CapacityUnknown", "warning", object, { site: cluster })];
  const open = replicasThatFit(
    rooms.filter((room) => !room.isTainted),
    need,
  );
  if (open >= more) return [];
  const all = replicasThatFit(rooms, need);
  if (all >= more) return [finding("CapacityTainted", "warning", object, { site: cluster, room: open, more })];
  return [finding("CapacityShort", "blocking", object, { site: cluster, room: all, more })];
}
