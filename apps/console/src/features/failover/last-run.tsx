"use client";
import type { PlanListRow } from "@holdfast/contracts/failover";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { RecoveryFigure } from "../shared-failover/recovery-figure";
import { RunStatus } from "../shared-status/status-word";

/** How the plan last went: a plan that never ran is unproven, which is worth a word. */
export function LastRun({ plan }: { readonly plan: PlanListRow }) {
  const t = useTranslations("failover.plans");
  const { lastRun } = plan;
  if (lastRun === null) return <span className="text-ink-soft">{t("neverRun")}</span>;
  return (
    <span className="inline-flex min-w-0 items-center gap-2">
      {lastRun.recoveryMs === null ? (
        <RunStatus of={lastRun.phase} />
      ) : (
        <RecoveryFigure recoveryMs={lastRun.recoveryMs} rtoSeconds={plan.rtoSeconds} />
      )}
      <Time at={lastRun.finishedAt} show="relative" />
    </span>
  );
}
