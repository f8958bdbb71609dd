"use client";
import type { PlanListRow } from "@holdfast/contracts/failover";
import { LinkButton } from "@holdfast/ui/button";
import { Notice } from "@holdfast/ui/notice";
import { useTranslations } from "next-intl";

/** What is under way right now, before everything else: whoever comes at 3 a.m. comes for this. */
export function ActiveRuns({ plans }: { readonly plans: readonly PlanListRow[] }) {
  const t = useTranslations("failover.active");
  return plans.map((plan) =>
    plan.activeRunId === null ? null : (
      <Notice
        key={plan.id}
        tone="busy"
        shape="play"
        title={t("title", { plan: plan.name })}
        action={
          <LinkButton href={`/failover/runs/${plan.activeRunId}`} variant="primary">
            {t("open")}
          </LinkButton>
        }
      >
        <p>{t("pair", { primary: plan.primaryName, standby: plan.standbyName })}</p>
      </Notice>
    ),
  );
}
