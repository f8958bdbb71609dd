import { z } from "zod";
import { agentContract } from "../command";
import { ResourceKey } from "../inventory";
import { JsonObject } from "../json";

/** One object of a page: which of the page's templates it is, and what alone tells it from the others of that template. */
export const TemplateMember = z.object({
  /** Its place in `templates`. */
  of: z.number().int().nonnegative(),
  name: z.string(),
  /** What made it: a Deployment for a pod of one of its ReplicaSets. Null for what nobody made. */
  workload: z.object({ kind: z.string(), name: z.string() }).nullable(),
});
export type TemplateMember = z.infer<typeof TemplateMember>;

/**
 * A page of a resource as whoever writes its objects would send them: without the bookkeeping of the API server, without status,
 * and with what looks like a secret cut out. Objects that differ in nothing but their name are one template. Pages hold no state
 * in the agent; `next` is the API server's own, and `Expired` says that the list has to be begun again.
 */
export const objectsDistinct = agentContract(
  "objects.distinct",
  z.strictObject({
    resource: ResourceKey.refine((resource) => resource !== "secrets", "Secrets are never read by an agent"),
    after: z.string().max(8192).nullable().default(null),
  }),
  z.object({
    refusal: z.enum(["KindAbsent", "KindForbidden", "Expired"]).nullable(),
    message: z.string(),
    /** What the cluster serves the resource as; null where it does not. */
    served: z
      .object({ group: z.string(), version: z.string(), plural: z.string(), kind: z.string(), isNamespaced: z.boolean() })
      .nullable(),
    templates: z.array(JsonObject),
    members: z.array(TemplateMember),
    next: z.string().nullable(),
  }),
);
