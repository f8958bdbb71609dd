import { z } from "zod";
import { ObjectName } from "./ids";
import { ResourceKey } from "./inventory";

/** One object by its place: what a question or an order to an agent is about. A Secret is nobody's business here. */
export const ObjectTarget = z.strictObject({
  resource: ResourceKey.refine((resource) => resource !== "secrets", "Secrets are never read or written by an agent"),
  namespace: ObjectName.nullable(),
  name: ObjectName,
});
export type ObjectTarget = z.infer<typeof ObjectTarget>;
