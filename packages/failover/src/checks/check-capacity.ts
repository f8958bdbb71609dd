import { replicasThatFit } from "@holdfast/domain/capacity/node-room";
import { type Finding, finding } from "../define-step";
import type { StepContext } from "../step-context";
import { nodeRooms } from "./free-capacity";
import { type RoomAsked, replicasAfter } from "./room-asked";

/** Whether a site has room for what a step asks. Where the steps of a plan are judged together, it is handed over for that instead. */
export async function checkCapacity(ctx: StepContext, asked: RoomAsked): Promise<Finding[]> {
  const { cluster, replicas, need, object } = asked;
  if (ctx.askRoom) {
    ctx.askRoom(asked);
    return [];
  }
  const more = replicasAfter(asked, replicas) - replicas;
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
