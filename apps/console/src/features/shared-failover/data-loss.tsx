"use client";
import type { PlanStepView } from "@holdfast/contracts/plan";
import { Notice } from "@holdfast/ui/notice";
import { useTranslations } from "next-intl";

interface DataLossProps {
  readonly steps: readonly Pick<PlanStepView, "clusterName" | "effect">[];
  readonly primary: string;
  readonly standby: string;
  readonly mode: "graceful" | "ungraceful";
}

/** What a run of these steps means for data. The catalogue has no step that reads a data store, so nothing is promised. */
export function DataLoss({ steps, primary, standby, mode }: DataLossProps) {
  const t = useTranslations("sharedFailover.dataLoss");
  const touched = steps.filter((step) => step.clusterName === primary && step.effect === "changes").length;
  return (
    <Notice tone="caution" shape="triangle" title={t("title")}>
      <p>{t("unmeasured", { primary, standby })}</p>
      <p>{touched === 0 ? t("untouched", { primary }) : t("touched", { primary, count: touched })}</p>
      <p>{t(`mode.${mode}`, { primary })}</p>
    </Notice>
  );
}
