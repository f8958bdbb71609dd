import { ObjectRef, ObjectVerbView } from "@holdfast/contracts/object";
import { listObjectVerbs } from "@holdfast/services/objects/list-object-verbs";
import { z } from "zod";
import { procedure } from "../../procedures";

/** What can be ordered for an object, and why not. */
export const verbs = procedure("inventory:read")
  .input(ObjectRef)
  .output(z.array(ObjectVerbView))
  .query(({ ctx, input }) => listObjectVerbs(ctx.as, input));
