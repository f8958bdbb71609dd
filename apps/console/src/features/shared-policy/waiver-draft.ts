import type { ViolationRow } from "@holdfast/contracts/compliance";
import { RequestWaiver, WaiverWorkloadKind } from "@holdfast/contracts/waiver";

/** How much of what a violation is about is to be excused. */
export type WaiverReach = "namespace" | "workload" | "object";

/** A waiver as a person asks for it from a violation. */
export interface WaiverDraft {
  readonly reach: WaiverReach;
  readonly owner: string;
  readonly reason: string;
  readonly days: number;
}

const DAY_MS = 86_400_000;

/** What can be excused of a violation, the least first. */
export const reachesOf = ({ namespace, workload }: Pick<ViolationRow, "namespace" | "workload">): readonly WaiverReach[] => {
  if (namespace === null) return ["object"];
  return WaiverWorkloadKind.safeParse(workload.kind).success ? ["workload", "object", "namespace"] : ["object", "namespace"];
};

/** What a draft asks for, or which of its fields are not right yet. */
export function readWaiver(
  draft: WaiverDraft,
  { policyId, clusterId, namespace, workload, name }: Pick<ViolationRow, "policyId" | "clusterId" | "namespace" | "workload" | "name">,
  now: Date,
): { readonly request: RequestWaiver } | { readonly wrong: readonly string[] } {
  const { reach, owner, reason, days } = draft;
  const read = RequestWaiver.safeParse({
    ...{ policyId, clusterIds: [clusterId], namespace, owner, reason, expiresAt: new Date(now.getTime() + days * DAY_MS) },
    workload: reach === "workload" ? workload : null,
    objectName: reach === "object" ? name : null,
  });
  if (read.success) return { request: read.data };
  return { wrong: [...new Set(read.error.issues.map(({ path }) => String(path[0])))] };
}
