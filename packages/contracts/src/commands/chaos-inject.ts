import { z } from "zod";
import { agentContract } from "../command";
import { ObjectName } from "../ids";
import { LABEL_KEY, LABEL_VALUE } from "../label-pattern";

const ms = z.number().int().min(1).max(60_000);

/** What goes wrong: pods end or stop answering, or what they send is late, lost, or cut off. */
export const ChaosFault = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("pod-kill") }),
  z.strictObject({ kind: z.literal("pod-failure") }),
  z.strictObject({ kind: z.literal("network-delay"), latencyMs: ms, jitterMs: ms.nullable().default(null) }),
  z.strictObject({ kind: z.literal("network-loss"), percent: z.number().int().min(1).max(100) }),
  z.strictObject({ kind: z.literal("network-partition") }),
]);
export type ChaosFault = z.infer<typeof ChaosFault>;

/** To whom, for how long, and how many pods it may be about at most. */
export const Chaos = z.strictObject({
  namespace: ObjectName.refine((name) => !name.startsWith("kube-"), "can't be one of Kubernetes itself"),
  pods: z
    .record(z.string().regex(LABEL_KEY, "must be a label's key"), z.string().regex(LABEL_VALUE, "must be a label's value"))
    .refine((labels) => Object.keys(labels).length > 0, "needs a label at least: never every pod of a namespace"),
  fault: ChaosFault,
  mode: z.enum(["one", "all"]),
  mostPods: z.number().int().min(1).max(500),
  durationSeconds: z.number().int().min(5).max(3600),
});
export type Chaos = z.infer<typeof Chaos>;

/**
 * Makes an experiment of Chaos Mesh under the name that is given, or takes that one away, upon which Chaos Mesh recovers the pods.
 * As ordered already is success. Refused: `KindAbsent`, `NothingSelected`, `TooManyPods`, `NotOurs`.
 */
export const chaosInject = agentContract(
  "chaos.inject",
  z.strictObject({ ...Chaos.shape, name: ObjectName, injected: z.boolean() }),
  z.object({ hasChanged: z.boolean() }),
);
