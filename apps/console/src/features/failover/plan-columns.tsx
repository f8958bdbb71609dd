"use client";
import type { PlanListRow } from "@holdfast/contracts/failover";
import type { PlanFinding } from "@holdfast/contracts/gate";
import type { Column } from "@holdfast/ui/column";
import { Duration } from "@holdfast/ui/duration";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useSay } from "../../i18n/use-say";
import { ReadinessMark } from "../shared-failover/readiness-mark";
import { LastRun } from "./last-run";
import { leadingReason } from "./leading-reason";

/** The columns of the list of plans. */
export function usePlanColumns(): readonly Column<PlanListRow>[] {
  const t = useTranslations("failover.plans");
  const say = useSay();
  return useMemo(() => {
    const sayReason = (reason: PlanFinding | null) => (reason === null ? "—" : say(reason));
    return [
      { id: "name", header: t("name"), widthRem: 9, isFixed: true, cell: (plan) => plan.name },
      { id: "readiness", header: t("readiness"), widthRem: 11, cell: (plan) => <ReadinessMark evaluation={plan.evaluation} /> },
      { id: "reason", header: t("reason"), cell: (plan) => sayReason(leadingReason(plan.evaluation)) },
      { id: "pair", header: t("pair"), widthRem: 14, cell: (plan) => `${plan.primaryName} → ${plan.standbyName}` },
      { id: "active", header: t("runsAt"), widthRem: 8, narrow: "fact", cell: (plan) => plan.activeSite ?? plan.primaryName },
      { id: "rto", header: t("rto"), widthRem: 5, align: "end", cell: (plan) => <Duration ms={plan.rtoSeconds * 1000} /> },
      { id: "last", header: t("last"), widthRem: 14, cell: (plan) => <LastRun plan={plan} /> },
      {
        id: "evaluated",
        header: t("evaluated"),
        widthRem: 7,
        narrow: "omit",
        cell: (plan) => <Time at={plan.evaluation?.evaluatedAt ?? null} show="relative" />,
      },
    ];
  }, [t, say]);
}
