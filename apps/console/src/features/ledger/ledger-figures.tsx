"use client";
import type { LedgerFilter, LedgerSummary } from "@holdfast/contracts/ledger";
import { Duration } from "@holdfast/ui/duration";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useTRPC } from "../../trpc/client";
import { LedgerTrend } from "./ledger-trend";

function Figure({ label, children, note }: { readonly label: string; readonly children: ReactNode; readonly note?: string }) {
  return (
    <div className="flex min-w-32 flex-col">
      <dt className="text-ink-soft text-small">{label}</dt>
      <dd className="font-semibold text-title tabular-nums tracking-tight">{children}</dd>
      {note !== undefined && <dd className="text-ink-soft text-small">{note}</dd>}
    </div>
  );
}

function Figures({ summary }: { readonly summary: LedgerSummary }) {
  const t = useTranslations("ledger.figure");
  const measured = summary.withinRto + summary.overRto;
  const ms = (value: number | null) => (value === null ? "—" : <Duration ms={value} />);
  return (
    <dl aria-label={t("label")} className="flex flex-wrap gap-x-8 gap-y-3 rounded-m border border-line bg-surface p-4">
      <Figure label={t("runs")} note={t("succeeded", { count: summary.succeeded })}>
        {summary.runs}
      </Figure>
      <Figure label={t("held")} note={t("measured", { count: measured })}>
        {measured === 0 ? "—" : `${summary.withinRto} / ${measured}`}
      </Figure>
      <Figure label={t("p50")}>{ms(summary.p50Ms)}</Figure>
      <Figure label={t("p95")}>{ms(summary.p95Ms)}</Figure>
    </dl>
  );
}

const never = () => false;

/** What the runs of the question say together, and their trend. */
export function LedgerFigures({ question }: { readonly question: LedgerFilter }) {
  const query = useQuery(useTRPC().failover.ledgerSummary.queryOptions(question, { placeholderData: keepPreviousData }));
  return (
    <Resolve query={query} loading={<CardSkeleton lines={9} />} isEmpty={never} empty={null}>
      {(summary) => (
        <div className="flex flex-col gap-4">
          <Figures summary={summary} />
          {summary.points.length > 1 && <LedgerTrend points={summary.points} />}
        </div>
      )}
    </Resolve>
  );
}
