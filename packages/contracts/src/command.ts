import { z } from "zod";
import { ClusterId, CommandId } from "./ids";
import { Json } from "./json";
import { ObjectChange } from "./object-change";

/** The contract of one command or query: its name, what goes in, what comes out. The name is the same word everywhere. */
export interface AgentContract<I extends z.ZodType, O extends z.ZodType> {
  readonly name: string;
  readonly input: I;
  readonly output: O;
}

/** Declares what crosses the agent link under one name. */
export const agentContract = <I extends z.ZodType, O extends z.ZodType>(name: string, input: I, output: O): AgentContract<I, O> => ({
  name,
  input,
  output,
});

/**
 * What the hub orders. `scope` and `epoch` fence: an agent refuses an epoch lower than the highest that it has seen for
 * that scope. `idempotencyKey` names the effect: a second command with the same key is answered with the first one's receipt.
 */
export const CommandOrder = z.strictObject({
  id: CommandId,
  clusterId: ClusterId,
  seq: z.number().int().positive(),
  name: z.string().max(63),
  input: Json,
  scope: z.string().max(128),
  epoch: z.number().int().nonnegative(),
  idempotencyKey: z.string().min(1).max(200),
  issuedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type CommandOrder = z.infer<typeof CommandOrder>;

/** An order as it travels: the very bytes that were signed (Ed25519), so that no re-encoding can break the signature. */
export const SignedCommand = z.strictObject({
  payload: z.string().max(512_000),
  signature: z.string().max(128),
  keyId: z.string().max(64),
});
export type SignedCommand = z.infer<typeof SignedCommand>;

/** What became of a command. `unknown`: the agent died between the start and the end, so only reading back can tell. */
export const CommandOutcome = z.enum(["accepted", "refused", "succeeded", "failed", "unknown"]);
export type CommandOutcome = z.infer<typeof CommandOutcome>;

/** The agent's answer to one command. Sent until the hub has stored it; a replayed key gets the first answer again. */
export const Receipt = z.strictObject({
  commandId: CommandId,
  outcome: CommandOutcome,
  /** A short code for refusals and failures, for example `ReplicasDrifted`. */
  reason: z.string().max(63).nullable(),
  message: z.string().max(2048).nullable(),
  output: Json.nullable(),
  changes: z.array(ObjectChange).max(200),
  at: z.iso.datetime(),
});
export type Receipt = z.infer<typeof Receipt>;
