"use client";
import type { PolicyListRow } from "@holdfast/contracts/policy";
import type { Column } from "@holdfast/ui/column";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ReachCell } from "./reach-cell";
import { RolloutCell } from "./rollout-cell";

/** The columns of the list of policies. */
export function usePolicyColumns(): readonly Column<PolicyListRow>[] {
  const t = useTranslations("policies");
  return useMemo(
    () => [
      { id: "name", header: t("policy"), isFixed: true, widthRem: 14, cell: (policy) => policy.name },
      { id: "version", header: t("version"), align: "end", widthRem: 5.5, cell: (policy) => policy.latestVersion },
      { id: "reach", header: t("enforcedWhere"), widthRem: 24, cell: (policy) => <ReachCell reach={policy.reach} /> },
      { id: "rollout", header: t("newestRollout"), widthRem: 15, cell: (policy) => <RolloutCell rollout={policy.rollout} /> },
      { id: "description", header: t("description"), narrow: "omit", cell: (policy) => policy.description },
    ],
    [t],
  );
}
