import { z } from "zod";
import { ClusterId } from "./ids";
import { Json } from "./json";
import { PageRequest, pageOf } from "./page";

/** Who acted. A hub acting on its own is `system`; an agent is its cluster. */
export const AuditActor = z.object({
  kind: z.enum(["user", "agent", "system", "anonymous"]),
  id: z.string().max(128),
  name: z.string().max(200),
});
export type AuditActor = z.infer<typeof AuditActor>;

/** On what. `clusterId` is set when one cluster is concerned, so that rights on clusters can filter the trail. */
export const AuditTarget = z.object({
  kind: z.string().max(63),
  id: z.string().max(200),
  name: z.string().max(300),
  clusterId: z.string().nullable(),
});
export type AuditTarget = z.infer<typeof AuditTarget>;

/**
 * The policies that allowed or refused, by id. Empty with `deny` means that none permitted. What was asked and by what it was decided is
 * absent from entries of earlier versions, and from what the product allows itself.
 */
export const AuditDecision = z.object({
  effect: z.enum(["allow", "deny"]),
  policies: z.array(z.string()),
  /** What was asked for, as `noun:verb`. */
  permission: z.string().optional(),
  /** The ids of the grants that suffice each by itself; the first of them where somebody has many. */
  grants: z.array(z.string()).optional(),
  /** The API token by which a program asked for the person. */
  tokenId: z.string().optional(),
  /** How many equal denials an entry stands for; absent for one. */
  times: z.number().int().optional(),
});
export type AuditDecision = z.infer<typeof AuditDecision>;

/** What is written; the store adds number, instant and hashes. */
export const AuditRecord = z.object({
  actor: AuditActor,
  action: z.string().max(63),
  target: AuditTarget,
  outcome: z.enum(["succeeded", "refused", "failed"]),
  reason: z.string().max(1024).nullable(),
  before: Json.nullable(),
  after: Json.nullable(),
  decision: AuditDecision.nullable(),
  requestId: z.string().max(64),
});
export type AuditRecord = z.infer<typeof AuditRecord>;

/**
 * One link of the chain. `hash` = SHA-256 over the canonical JSON (RFC 8785) of everything else in the entry;
 * `previousHash` is the hash of entry `seq - 1`, and 64 zeros for the first.
 */
export const AuditEntry = AuditRecord.extend({
  seq: z.number().int().positive(),
  at: z.iso.datetime(),
  previousHash: z.string().length(64),
  hash: z.string().length(64),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** A signed statement that entry `seq` had this hash (Ed25519 over the canonical JSON of the other fields). */
export const AuditCheckpoint = z.object({
  seq: z.number().int().positive(),
  hash: z.string().length(64),
  at: z.iso.datetime(),
  keyId: z.string(),
  signature: z.string(),
});
export type AuditCheckpoint = z.infer<typeof AuditCheckpoint>;

/** How an entry of the chain, or a checkpoint, can fail to hold. */
export const AuditProblemKind = z.enum(["edited", "missing", "reordered", "forked", "truncated", "badSignature"]);

/** What a verifier says of the entries 1 to `headSeq`. `problems` names the first entries where the chain does not hold. */
export const AuditVerdict = z.object({
  isIntact: z.boolean(),
  entries: z.number().int(),
  checkpoints: z.number().int(),
  headSeq: z.number().int(),
  headHash: z.string(),
  /** The newest checkpoint that is genuine and that the chain agrees with: nobody rewrote what is up to there. */
  anchor: AuditCheckpoint.omit({ signature: true }).nullable(),
  problems: z.array(
    z.object({
      seq: z.number().int(),
      kind: AuditProblemKind,
      message: z.string(),
    }),
  ),
  verifiedAt: z.date(),
  durationMs: z.number(),
});
export type AuditVerdict = z.infer<typeof AuditVerdict>;

/** What to look for; everything left out matches. `cursor` is the number of the last entry of the page before. */
export const AuditFilter = PageRequest.extend({
  actions: z.array(z.string().max(63)).min(1).max(50).optional(),
  outcome: z.enum(["succeeded", "refused", "failed"]).optional(),
  actor: z.string().trim().max(200).optional(),
  targetKind: z.string().max(63).optional(),
  targetId: z.string().max(200).optional(),
  clusterId: ClusterId.optional(),
  from: z.date().optional(),
  to: z.date().optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

/**
 * What is taken away of the trail. `jsonl` is what the offline verifier reads; without a filter it is the whole chain. Checkpoints
 * and public keys are what it is verified against.
 */
export const AuditExport = z.object({
  format: z.enum(["jsonl", "csv", "checkpoints", "keys"]),
  filter: AuditFilter.omit({ cursor: true, limit: true })
    .extend({ from: z.coerce.date().optional(), to: z.coerce.date().optional() })
    .strict()
    .nullable()
    .default(null),
});
export type AuditExport = z.infer<typeof AuditExport>;

/** A page of the trail. */
export const AuditPage = pageOf(AuditEntry);
export type AuditPage = z.infer<typeof AuditPage>;
