import { z } from "zod";
import { CommandOutcome } from "./command";
import { ClusterId, CommandId, DnsLabel, RunId } from "./ids";
import { Json } from "./json";

/** What a warrant is called inside its envelope; the signature is over this name as well, so that it passes for nothing else. */
export const WARRANT_MEDIA_TYPE = "application/vnd.holdfast.warrant.v1+json";

/** What must be found at a place (a JSON pointer) of an answer. */
export const Expectation = z.union([
  z.strictObject({ at: z.string().max(200), is: Json }),
  z.strictObject({ at: z.string().max(200), from: z.number(), to: z.number() }),
  /** Every item of the list that is there has these values; an empty list has them. */
  z.strictObject({ at: z.string().max(200), each: z.record(z.string(), Json) }),
]);
export type Expectation = z.infer<typeof Expectation>;

/** By which question to its own cluster an agent sees that a step is done. */
export const WarrantCheck = z.strictObject({ query: z.string().max(63), input: Json, expect: z.array(Expectation).min(1).max(20) });
export type WarrantCheck = z.infer<typeof WarrantCheck>;

/** A step that an agent may do by itself. The key is the one of the hub's own first order, so that the two have one effect. */
export const WarrantStep = z.strictObject({
  name: DnsLabel,
  use: z.string().max(63),
  timeoutSeconds: z.number().int().positive(),
  order: z.strictObject({ commandId: CommandId, name: z.string().max(63), input: Json, idempotencyKey: z.string().min(1).max(200) }),
  check: WarrantCheck,
});
export type WarrantStep = z.infer<typeof WarrantStep>;

/** What the hub lets one agent do of one run once no hub answers: these steps, in this order, until then. */
export const Warrant = z.strictObject({
  id: z.uuid(),
  runId: RunId,
  /** Counts the warrants of a run: a higher one takes the place of every lower one. */
  number: z.number().int().positive(),
  clusterId: ClusterId,
  planName: z.string().max(63),
  planVersion: z.number().int().positive(),
  planContentHash: z.string().length(64),
  subjectHash: z.string().length(64),
  scope: z.string().max(128),
  epoch: z.number().int().positive(),
  issuedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  silentSeconds: z.number().int().min(10).max(600),
  steps: z.array(WarrantStep).min(1).max(100),
});
export type Warrant = z.infer<typeof Warrant>;

/** A warrant as it travels and is kept: a DSSE envelope. `payload` is base64 of the very bytes that were signed (Ed25519). */
export const WarrantEnvelope = z.strictObject({
  payloadType: z.literal(WARRANT_MEDIA_TYPE),
  payload: z.string().max(400_000),
  signatures: z
    .array(z.strictObject({ keyid: z.string().max(64), sig: z.string().max(128) }))
    .min(1)
    .max(4),
});
export type WarrantEnvelope = z.infer<typeof WarrantEnvelope>;

/**
 * Why an agent does nothing more under a warrant. `stopped`: a step of it could not be brought to its end. `fenced`: a later run
 * was seen. `timeUnknown`: the machine was started anew and no hub says what time it is.
 */
export const WarrantEnd = z.enum(["finished", "stopped", "expired", "revoked", "superseded", "fenced", "timeUnknown"]);
export type WarrantEnd = z.infer<typeof WarrantEnd>;

/**
 * One line of what an agent did under a warrant. `found`: a step was done already. `ordered`: the agent is about to do it, so it may
 * have an effect from here on. `answered`: how that came out. `verified`: it was seen to be done.
 */
export const WarrantLine = z.strictObject({
  at: z.iso.datetime(),
  step: z.string().max(63).nullable(),
  did: z.enum(["found", "ordered", "answered", "verified", "ended"]),
  outcome: CommandOutcome.nullable(),
  end: WarrantEnd.nullable(),
  message: z.string().max(1024),
});
export type WarrantLine = z.infer<typeof WarrantLine>;

/** All that an agent did under a warrant by now. Said whole each time: whoever has it needs nothing of before. */
export const WarrantProgress = z.strictObject({ warrantId: z.uuid(), lines: z.array(WarrantLine).max(1000) });
export type WarrantProgress = z.infer<typeof WarrantProgress>;

/**
 * Where a warrant stands by what the hub knows. `offered`: no receipt yet, so it may be held. `declined`: the agent did not take it.
 * `revoking`: its agent was told to drop it and has not answered.
 */
export const WarrantState = z.enum(["offered", "held", "declined", "revoking", "revoked", "ended", "expired"]);
export type WarrantState = z.infer<typeof WarrantState>;

/** A warrant as the run page shows it. */
export const WarrantView = z.object({
  id: z.uuid(),
  number: z.number().int(),
  clusterName: z.string(),
  state: WarrantState,
  /** Whether its agent may still do something under it, as far as anybody here knows. */
  isOpen: z.boolean(),
  issuedAt: z.date(),
  expiresAt: z.date(),
  silentSeconds: z.number().int(),
  steps: z.array(z.string()),
  end: WarrantEnd.nullable(),
  lines: z.array(WarrantLine),
});
export type WarrantView = z.infer<typeof WarrantView>;
