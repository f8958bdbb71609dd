import { z } from "zod";
import { agentContract } from "../command";
import { ObjectName, ObjectUid } from "../ids";

/** What may be deleted by a person: what runs something or leads to it. What holds data or holds others is not among it. */
export const DeletableResource = z.enum([
  "pods",
  "services",
  "deployments.apps",
  "statefulsets.apps",
  "daemonsets.apps",
  "replicasets.apps",
  "jobs.batch",
  "cronjobs.batch",
  "ingresses.networking.k8s.io",
  "horizontalpodautoscalers.autoscaling",
  "poddisruptionbudgets.policy",
]);
export type DeletableResource = z.infer<typeof DeletableResource>;

/** What becomes of what the deleted object owns. */
export const Propagation = z.enum(["Background", "Foreground", "Orphan"]);
export type Propagation = z.infer<typeof Propagation>;

/**
 * Deletes the object with this uid in the very version that was compared. One that is gone or on its way out is success.
 * Refused: `Replaced`, `KindAbsent`.
 */
export const objectDelete = agentContract(
  "object.delete",
  z.strictObject({
    resource: DeletableResource,
    namespace: ObjectName,
    name: ObjectName,
    uid: ObjectUid,
    propagation: Propagation.default("Background"),
  }),
  z.object({ hasChanged: z.boolean() }),
);
