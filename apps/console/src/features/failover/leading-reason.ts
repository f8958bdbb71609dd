import type { PlanListRow } from "@holdfast/contracts/failover";
import type { PlanFinding } from "@holdfast/contracts/gate";
import { gravestFirst } from "../shared-failover/readiness";

/** The one finding that a reader should know first: the gravest that blocks or warns; null when none does. */
export const leadingReason = (evaluation: PlanListRow["evaluation"]): PlanFinding | null =>
  gravestFirst(evaluation?.findings ?? []).find((finding) => finding.severity !== "info") ?? null;
