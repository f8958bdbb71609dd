import { z } from "zod";
import { agentContract } from "../command";
import { ObjectName, ObjectUid } from "../ids";

/** Lets new pods onto a node again. A node that is not cordoned is success. Refused: `NotFound`, `Replaced`. */
export const nodeUncordon = agentContract(
  "node.uncordon",
  z.strictObject({ name: ObjectName, uid: ObjectUid }),
  z.object({ hasChanged: z.boolean() }),
);
