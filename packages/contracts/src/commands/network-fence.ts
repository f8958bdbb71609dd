import { z } from "zod";
import { agentContract } from "../command";
import { ObjectName } from "../ids";
import { LABEL_KEY, LABEL_VALUE } from "../label-pattern";

/** By which kind of object a fence is put up. A NetworkPolicy can only leave out what another one allows; the other two deny, whatever is allowed beside them. */
export const FenceKind = z.enum(["NetworkPolicy", "CiliumNetworkPolicy", "AuthorizationPolicy"]);
export type FenceKind = z.infer<typeof FenceKind>;

/** Whom a fence keeps apart: the pods of a namespace with all of these labels, every pod where there are none. With `egress` they reach nobody either. */
export const Fence = z.strictObject({
  namespace: ObjectName,
  pods: z.record(z.string().regex(LABEL_KEY, "must be a label's key"), z.string().regex(LABEL_VALUE, "must be a label's value")),
  by: FenceKind,
  egress: z.boolean(),
});
export type Fence = z.infer<typeof Fence>;

/**
 * Puts up a fence around pods, or takes it away: one object whose name follows from whom it keeps apart, under Holdfast's own
 * label. As ordered already is success. Refused: `KindAbsent`, `NotFound` (no such namespace), `NotOurs` (an object of that name
 * that is not this fence, or was changed since: it is left alone).
 */
export const networkFence = agentContract(
  "network.fence",
  z.strictObject({ ...Fence.shape, fenced: z.boolean() }),
  z.object({ hasChanged: z.boolean() }),
);
