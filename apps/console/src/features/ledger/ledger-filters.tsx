"use client";
import type { LedgerFilter } from "@holdfast/contracts/ledger";
import { FilterBar } from "@holdfast/ui/filter-bar";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { kinds, outcomes, verdicts, workflows } from "./ledger-question";

type Facets = Readonly<Record<string, readonly string[]>>;

interface LedgerFiltersProps {
  readonly question: LedgerFilter;
  readonly facets: Facets;
  readonly onChange: (facets: Facets) => void;
}

/** What narrows the ledger; the address holds it. */
export function LedgerFilters({ question, facets, onChange }: LedgerFiltersProps) {
  const t = useTranslations("ledger.filter");
  const workflow = useTranslations("sharedFailover.workflow");
  const status = useTranslations("status.run");
  const { data } = useQuery(useTRPC().failover.ledgerSummary.queryOptions(question));
  const groups = [...new Set([...(data?.groups ?? []), ...question.groups])].sort();
  return (
    <FilterBar
      label={t("label")}
      facets={[
        { id: "group", label: t("group"), options: groups.map((value) => ({ value, label: value })), selected: question.groups },
        { id: "kind", label: t("kind"), options: kinds.map((value) => ({ value, label: t(`kinds.${value}`) })), selected: question.kinds },
        {
          id: "workflow",
          label: t("workflow"),
          options: workflows.map((value) => ({ value, label: workflow(value) })),
          selected: question.workflows,
        },
        {
          id: "outcome",
          label: t("outcome"),
          options: outcomes.map((value) => ({ value, label: status(value) })),
          selected: question.outcomes,
        },
        { id: "rto", label: "RTO", options: verdicts.map((value) => ({ value, label: t(`rto.${value}`) })), selected: question.rto },
      ]}
      onFacetChange={(id, values) => onChange({ ...facets, [id]: values })}
      onClear={() => onChange({})}
    />
  );
}
