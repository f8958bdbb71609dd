import type { AuditTarget } from "@holdfast/contracts/audit";
import { FieldChange } from "@holdfast/contracts/object-change";
import { DriftCorrection } from "@holdfast/contracts/policy-drift";
import { AuditedWrite, ForeignManager } from "@holdfast/contracts/queries/policy-drift";
import type { PolicyDrift } from "@holdfast/db/generated/prisma/client";
import { z } from "zod";

const parts = z.object({
  fields: z.array(FieldChange),
  managers: z.array(ForeignManager),
  author: AuditedWrite.nullable(),
  corrections: z.array(DriftCorrection),
});

/** What a row keeps as JSON. */
export const partsOf = (row: PolicyDrift): z.infer<typeof parts> => parts.parse(row);

/** The object of a drift, as people name it. */
export const objectName = ({ kind, namespace, name }: Pick<PolicyDrift, "kind" | "namespace" | "name">) =>
  `${kind} ${namespace ? `${namespace}/` : ""}${name}`;

/** The audit target of a drift: the policy, in the cluster. */
export const driftTarget = (policy: { id: string; name: string }, clusterId: string): AuditTarget => ({
  kind: "policy",
  id: policy.id,
  name: policy.name,
  clusterId,
});
