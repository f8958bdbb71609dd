import { z } from "zod";
import { agentContract } from "../command";
import { JsonObject } from "../json";
import { ObjectTarget } from "../object-target";

/**
 * One object as its API server has it now, without the bookkeeping of field managers, and with what looks like a secret cut out.
 * `refusal`: there is no such object, the cluster does not serve its kind, or the agent's account may not read it.
 */
export const objectRead = agentContract(
  "object.read",
  ObjectTarget,
  z.object({
    refusal: z.enum(["NotFound", "KindAbsent", "KindForbidden"]).nullable(),
    message: z.string(),
    object: JsonObject.nullable(),
    /** Whether the agent's owner lets people edit objects of this resource. */
    isEditable: z.boolean(),
  }),
);
