import { z } from "zod";
import { agentContract } from "../command";
import { ObjectName, ObjectUid } from "../ids";

/** The workloads that replace their pods when their template changes. */
export const RestartableKind = z.enum(["Deployment", "StatefulSet", "DaemonSet"]);
export type RestartableKind = z.infer<typeof RestartableKind>;

/**
 * Lets a workload replace its pods as its strategy says, by the annotation that kubectl writes. The same `restartedAt` again is
 * success. Refused: `NotFound`, `Replaced`, `Paused`.
 */
export const workloadRestart = agentContract(
  "workload.restart",
  z.strictObject({ kind: RestartableKind, namespace: ObjectName, name: ObjectName, uid: ObjectUid, restartedAt: z.iso.datetime() }),
  z.object({ hasChanged: z.boolean() }),
);
