import { z } from "zod";
import { agentContract } from "../command";
import { ObjectName, ObjectUid } from "../ids";

/** What a person says about a drain beyond the node: how long it may take, and what it may cost. */
export const DrainOptions = z.strictObject({
  /** From the moment the agent begins. */
  timeoutSeconds: z.number().int().min(10).max(3600).default(900),
  /** Also evict pods that nothing makes anew. */
  evictUnmanaged: z.boolean().default(false),
  /** Also evict pods whose `emptyDir` volumes are lost with them. */
  evictLocalData: z.boolean().default(false),
});
export type DrainOptions = z.infer<typeof DrainOptions>;

/** A pod that has not left yet, and why: a disruption budget, its own end that takes its time, or what the API server said. */
export const WaitingPod = z.object({
  namespace: z.string(),
  name: z.string(),
  why: z.enum(["DisruptionBudget", "Terminating", "NotAllowed", "Failing"]),
  message: z.string().max(512),
});
export type WaitingPod = z.infer<typeof WaitingPod>;

/**
 * How far a drain is. `total` are the pods that this order found to evict, `evicted` those of them that have left the node, `kept`
 * the pods that stay by their nature (of DaemonSets, and the node's own). `waiting` are the first of those that are still there.
 */
export const DrainProgress = z.object({
  total: z.number().int().nonnegative(),
  evicted: z.number().int().nonnegative(),
  kept: z.number().int().nonnegative(),
  waiting: z.array(WaitingPod).max(20),
});
export type DrainProgress = z.infer<typeof DrainProgress>;

/**
 * Cordons a node, then evicts its pods as their disruption budgets allow, until none is left or the time is over. What has left
 * already is not looked for again, so the same drain ordered anew goes on where the last one ended. While it runs its receipts
 * say `accepted` with a `DrainProgress`. Refused with nothing done: `NotFound`, `Replaced`, `Unmanaged`, `LocalData`, `AgentBusy`.
 * Failed with what was done: `DrainTimedOut`, `Uncordoned`, `Overtaken`, `AgentStopping`.
 */
export const nodeDrain = agentContract("node.drain", DrainOptions.extend({ name: ObjectName, uid: ObjectUid }), DrainProgress);
