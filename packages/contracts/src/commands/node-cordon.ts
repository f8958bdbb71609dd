import { z } from "zod";
import { agentContract } from "../command";
import { ObjectName, ObjectUid } from "../ids";

/** Keeps new pods off a node; what runs there stays. A cordoned node is success. Refused: `NotFound`, `Replaced`. */
export const nodeCordon = agentContract(
  "node.cordon",
  z.strictObject({ name: ObjectName, uid: ObjectUid }),
  z.object({ hasChanged: z.boolean() }),
);
