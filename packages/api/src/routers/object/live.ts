import { LiveObject, ObjectRef } from "@holdfast/contracts/object";
import { readLiveObject } from "@holdfast/services/objects/read-live-object";
import { procedure } from "../../procedures";

/** One object as its cluster has it now; asks the cluster, with a deadline. */
export const live = procedure("inventory:read")
  .input(ObjectRef)
  .output(LiveObject)
  .query(({ ctx, input, signal }) => readLiveObject(ctx.as, ctx.platform.live, input, signal));
