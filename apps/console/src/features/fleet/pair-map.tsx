"use client";
import type { PlanListRow } from "@holdfast/contracts/failover";
import type { FleetCluster } from "@holdfast/contracts/fleet";
import { Duration } from "@holdfast/ui/duration";
import { Link } from "@holdfast/ui/link";
import { Panel } from "@holdfast/ui/panel";
import { Time } from "@holdfast/ui/time";
import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { ReadinessMark } from "../shared-failover/readiness-mark";
import { LinkStatus, RunStatus } from "../shared-status/status-word";
import { type Pair, pairsOf } from "./pairs";

function Site({
  name,
  of,
  plays,
}: {
  readonly name: string;
  readonly of: FleetCluster | undefined;
  readonly plays: "primary" | "standby";
}) {
  const t = useTranslations("fleet");
  return (
    <div className="min-w-0 flex-1 rounded-m border border-line-strong bg-canvas px-3 py-2">
      <p className="text-ink-soft text-small">{t(`role.${plays}`)}</p>
      <p className="break-words font-semibold">
        {of === undefined ? (
          name
        ) : (
          <Link href={`/clusters/${name}`} variant="quiet">
            {name}
          </Link>
        )}
      </p>
      {of !== undefined && <LinkStatus of={of.cluster.link.state} awayUntil={of.cluster.link.awayUntil} />}
    </div>
  );
}

function LastRun({ of }: { readonly of: PlanListRow["lastRun"] }) {
  const t = useTranslations("fleet");
  if (of === null) return <span className="text-ink-soft">{t("neverRun")}</span>;
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2">
      <RunStatus of={of.phase} />
      {of.recoveryMs !== null && <Duration ms={of.recoveryMs} />}
      <span className="text-ink-soft">
        <Time at={of.finishedAt} show="relative" />
      </span>
    </span>
  );
}

function Plan({ of }: { readonly of: PlanListRow }) {
  const t = useTranslations("fleet");
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line border-t py-1.5">
      <span className="inline-flex min-w-0 flex-wrap items-center gap-x-3 [&>a]:min-h-6 [&>a]:py-0.5">
        <Link href={`/failover/plans/${of.id}`} variant="quiet">
          {of.name}
        </Link>
        {of.activeRunId === null ? (
          <ReadinessMark evaluation={of.evaluation} />
        ) : (
          <Link href={`/failover/runs/${of.activeRunId}`}>{t("underWay")}</Link>
        )}
      </span>
      <span className="inline-flex flex-wrap items-baseline gap-x-4 text-small">
        <span>
          <span className="text-ink-soft">{t("rto")}</span> <Duration ms={of.rtoSeconds * 1000} />
        </span>
        <span className="inline-flex items-baseline gap-x-2">
          <span className="text-ink-soft">{t("lastRun")}</span> <LastRun of={of.lastRun} />
        </span>
      </span>
    </li>
  );
}

function PairRow({ pair }: { readonly pair: Pair }) {
  const t = useTranslations("fleet");
  return (
    <section aria-label={t("pairOf", { primary: pair.primaryName, standby: pair.standbyName })} className="flex flex-col gap-2">
      <div className="flex flex-col items-stretch gap-1 sm:flex-row sm:items-center">
        <Site name={pair.primaryName} of={pair.primary} plays="primary" />
        <span className="flex shrink-0 items-center justify-center text-ink-soft sm:w-16" aria-hidden="true">
          <span className="h-px flex-1 bg-line-strong max-sm:hidden" />
          <ArrowRight className="size-4 max-sm:rotate-90 sm:-ml-1.5" />
        </span>
        <Site name={pair.standbyName} of={pair.standby} plays="standby" />
      </div>
      <ul>
        {pair.plans.map((plan) => (
          <Plan key={plan.id} of={plan} />
        ))}
      </ul>
    </section>
  );
}

/** The pairs of sites with the way in which a failover would go, and how ready each plan is. */
export function PairMap({ plans, clusters }: { readonly plans: readonly PlanListRow[]; readonly clusters: readonly FleetCluster[] }) {
  const t = useTranslations("fleet");
  const pairs = pairsOf(plans, clusters);
  return (
    <Panel title={t("pairs")}>
      {pairs.length === 0 ? (
        <p className="text-ink-soft">
          {t("pairsNone")} <Link href="/failover">{t("toFailover")}</Link>
        </p>
      ) : (
        <div className="grid gap-4 2xl:grid-cols-2">
          {pairs.map((pair) => (
            <PairRow key={`${pair.primaryName} ${pair.standbyName}`} pair={pair} />
          ))}
        </div>
      )}
    </Panel>
  );
}
