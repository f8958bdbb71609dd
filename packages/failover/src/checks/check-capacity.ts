import type { Finding } from "../define-step";
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
  if (rooms.length === 0)
    return [{ code: "CapacityUnknown", severity: "warning", object, message: `no node of ${cluster} that takes pods is in the inventory` }];
  const open = replicasThatFit(
    rooms.filter((room) => !room.isTainted),
    need,
  );
  if (open >= more) return [];
  const all = replicasThatFit(rooms, need);
  if (all >= more)
    return [
      {
        code: "CapacityTainted",
        severity: "warning",
        object,
        message: `${cluster} has room for ${open} of ${more} more replicas on untainted nodes; the others need a toleration`,
      },
    ];
  return [
    {
      code: "CapacityShort",
      severity: "blocking",
      object,
      message: `${cluster} has room for ${all} of the ${more} more replicas that it needs`,
    },
  ];
}
