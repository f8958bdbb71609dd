import { z } from "zod";
import { ClusterId, ObjectUid } from "./ids";
import { ObjectRef } from "./object";
import { LogLine, MOST_LOG_SOURCES } from "./queries/pod-logs";

/** A container of a pod whose log can be read, or why it can't: no right on its cluster. */
export const LogSource = z.object({
  clusterId: ClusterId,
  clusterName: z.string(),
  uid: z.string(),
  namespace: z.string(),
  pod: z.string(),
  containers: z.array(z.string()),
  isPermitted: z.boolean(),
});
export type LogSource = z.infer<typeof LogSource>;

/**
 * The pods behind an object, on its cluster first and then on those that have an object of the same kind, namespace and name.
 * `isCut`: there are more than are told.
 */
export const LogSources = z.object({ sources: z.array(LogSource), isCut: z.boolean() });
export type LogSources = z.infer<typeof LogSources>;

/** One container to read: a pod of the inventory by its cluster and uid. */
export const LogTarget = z.strictObject({ clusterId: ClusterId, uid: ObjectUid, container: z.string().min(1).max(253) });
export type LogTarget = z.infer<typeof LogTarget>;

/** Which containers to read and how far back. `of` is the object that the reader has before them: it is audited. */
export const FollowLogs = z.strictObject({
  of: ObjectRef,
  targets: z
    .array(LogTarget)
    .min(1, "choose at least one container")
    .max(MOST_LOG_SOURCES, `choose ${MOST_LOG_SOURCES} containers at most`),
  /** Those before the last restart; they grow no more, so nothing is followed. */
  isPrevious: z.boolean().default(false),
  /** From so long ago on; null for the last lines of each. */
  sinceSeconds: z.number().int().min(1).max(86_400).nullable().default(null),
});
export type FollowLogs = z.infer<typeof FollowLogs>;

/**
 * A message of a log stream. `lines` are of the target with that number, in order. `trouble` says why a target gives none for now;
 * null when it does again. `skipped`: it writes faster than it can be read. `ended`: nothing more will come.
 */
export const LogMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("lines"), target: z.number().int(), lines: z.array(LogLine) }),
  z.object({ type: z.literal("trouble"), target: z.number().int(), message: z.string().nullable() }),
  z.object({ type: z.literal("skipped"), target: z.number().int() }),
  z.object({ type: z.literal("ended"), why: z.enum(["complete", "budget", "time"]) }),
]);
export type LogMessage = z.infer<typeof LogMessage>;
