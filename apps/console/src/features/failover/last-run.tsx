"use client";
import type { PlanListRow } from "@holdfast/contracts/failover";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { RecoveryFigure } from "../shared-failover/recovery-figure";
import { UnprovenBadge } from "../shared-failover/unproven-badge";
import { RunStatus } from "../shared-status/status-word";

/** How the plan last went; one that nothing has proven lately says so where else it would say how long ago that was. */
export function LastRun({ plan }: { readonly plan: PlanListRow }) {
  const t = useTranslations("failover.plans");
  const { lastRun } = plan;
  if (lastRun === null)
    return (
      <span className="inline-flex min-w-0 items-center gap-2 text-ink-soft">
        {t("neverRun")} <UnprovenBadge proof={plan.proof} />
      </span>
    );
  return (
    <span className="inline-flex min-w-0 items-center gap-2">
      {lastRun.recoveryMs === null ? (
        <RunStatus of={lastRun.phase} />
      ) : (
        <RecoveryFigure recoveryMs={lastRun.recoveryMs} rtoSeconds={plan.rtoSeconds} />
      )}
      {plan.proof.isProven ? <Time at={lastRun.finishedAt} show="relative" /> : <UnprovenBadge proof={plan.proof} />}
    </span>
  );
}
