import { z } from "zod";
import { agentContract } from "../command";
import { FieldChange } from "../object-change";
import { PolicyObject } from "../policy-object";

/** Who else set fields of an object that the policy decides, as the API server keeps it: a program's name, never a person's. */
export const ForeignManager = z.object({
  manager: z.string().max(128),
  operation: z.enum(["Apply", "Update"]),
  at: z.iso.datetime().nullable(),
  /** The fields that it owns, such as `.spec.failurePolicy`. */
  fields: z.array(z.string().max(300)).max(30),
});
export type ForeignManager = z.infer<typeof ForeignManager>;

/** A write that the API server's audit log told of, with the user by whom it was made. */
export const AuditedWrite = z.object({
  user: z.string().max(256),
  /** The account that acted as the user; null where the user acted by themselves. */
  actingAs: z.string().max(256).nullable(),
  verb: z.string().max(32),
  /** The field manager of the write, as its request named it or its program is called. */
  manager: z.string().max(128),
  at: z.iso.datetime({ offset: true }),
});
export type AuditedWrite = z.infer<typeof AuditedWrite>;

/** How one object stands towards what is wanted of it. `untold`: the API server would not say what it would make of it. */
export const ObjectDrift = z.object({
  kind: z.string(),
  name: z.string(),
  namespace: z.string().nullable(),
  state: z.enum(["asPushed", "changed", "deleted", "untold"]),
  message: z.string().max(1024).nullable(),
  /** From what is wanted to what is there. */
  fields: z.array(FieldChange).max(50),
  /** How many further fields differ. */
  omitted: z.number().int(),
  managers: z.array(ForeignManager).max(10),
  /** What others wrote to it lately, the last first, where the cluster's audit log is sent to the agent. */
  writes: z.array(AuditedWrite).max(20),
});
export type ObjectDrift = z.infer<typeof ObjectDrift>;

/**
 * What the cluster's objects of a policy differ in from what is wanted of them, defaults left aside: the API server itself says, in a dry
 * run, what it would make of the wanted objects.
 */
export const policyDrift = agentContract(
  "policy.drift",
  z.strictObject({ policy: z.string().max(63), contentHash: z.string().length(64), objects: z.array(PolicyObject).max(50) }),
  z.object({ objects: z.array(ObjectDrift), isAuditHeard: z.boolean() }),
);
