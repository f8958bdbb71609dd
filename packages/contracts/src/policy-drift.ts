import { z } from "zod";
import { GateView } from "./gate";
import { ClusterId, PolicyId } from "./ids";
import { FieldChange } from "./object-change";
import { PageRequest, pageOf } from "./page";
import { Phrase, Worded } from "./phrase";
import { AuditedWrite, ForeignManager } from "./queries/policy-drift";

/** What is done where a cluster's objects of a policy are not as pushed. */
export const OnDrift = z.enum(["report", "correct"]);
export type OnDrift = z.infer<typeof OnDrift>;

/**
 * How a drift ended. `corrected`: Holdfast put it right; `putBack`: somebody in the cluster did; `pushed`: a rollout did, of this version
 * or another; `removed`: the policy was taken off the cluster.
 */
export const DriftEnding = z.enum(["corrected", "putBack", "pushed", "removed"]);
export type DriftEnding = z.infer<typeof DriftEnding>;

/** One order against a drift. `byName` is null where no person gave it. */
export const DriftCorrection = z.object({
  commandId: z.string(),
  at: z.coerce.date(),
  byId: z.string().nullable(),
  byName: z.string().nullable(),
});
export type DriftCorrection = z.infer<typeof DriftCorrection>;

/** One time that an object of a policy was not as pushed. */
export const DriftView = z.object({
  id: z.uuid(),
  policyId: PolicyId,
  policyName: z.string(),
  clusterId: ClusterId,
  clusterName: z.string(),
  version: z.number().int(),
  kind: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
  what: z.enum(["changed", "deleted"]),
  /** From what was pushed to what is there. */
  fields: z.array(FieldChange),
  omitted: z.number().int(),
  managers: z.array(ForeignManager),
  author: AuditedWrite.nullable(),
  /** Whether the cluster's agent hears the audit log, so that an author can become known. */
  hearsAudit: z.boolean(),
  onDrift: OnDrift,
  firstSeenAt: z.date(),
  lastSeenAt: z.date(),
  endedAt: z.date().nullable(),
  ending: DriftEnding.nullable(),
  corrections: z.array(DriftCorrection),
  isHeld: z.boolean(),
  message: z.string(),
  phrase: Phrase.optional(),
  /** Whether the caller may have it corrected now. */
  correct: GateView,
});
export type DriftView = z.infer<typeof DriftView>;

/** Which drifts to list, the last first. */
export const ListDrifts = PageRequest.extend({
  cursor: z.uuid("use the cursor of the page before").nullable().default(null),
  /** Only this one, also when it has ended. */
  id: z.uuid().optional(),
  policyId: PolicyId.optional(),
  clusterId: ClusterId.optional(),
  /** Also those that have ended. */
  withEnded: z.boolean().default(false),
});
export type ListDrifts = z.infer<typeof ListDrifts>;

/** A cluster that nobody can tell about now: what is known of it is as old as it says. */
export const DriftUntold = z.object({
  policyId: PolicyId,
  policyName: z.string(),
  clusterId: ClusterId,
  clusterName: z.string(),
  /** When it was last looked at; null for never. */
  lookedAt: z.date().nullable(),
  why: Worded,
});
export type DriftUntold = z.infer<typeof DriftUntold>;

/** A page of drifts, with the clusters that cannot be told about. */
export const DriftPage = pageOf(DriftView).extend({ untold: z.array(DriftUntold) });
export type DriftPage = z.infer<typeof DriftPage>;

/** Puts the objects of a policy in one cluster right now, whoever owns their fields. */
export const CorrectDrift = z.strictObject({
  driftId: z.uuid(),
  reason: z.string().trim().min(3, "say why, in a few words").max(500),
});
export type CorrectDrift = z.infer<typeof CorrectDrift>;

/** Chooses what is done where the policy's objects are not as pushed. */
export const SetOnDrift = z.strictObject({ policyId: PolicyId, onDrift: OnDrift });
export type SetOnDrift = z.infer<typeof SetOnDrift>;
