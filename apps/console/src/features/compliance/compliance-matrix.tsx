"use client";
import type { CompliancePage, ComplianceRow } from "@holdfast/contracts/compliance";
import { Button } from "@holdfast/ui/button";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { FilterBar } from "@holdfast/ui/filter-bar";
import { Resolve } from "@holdfast/ui/resolve";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Inline, Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { useListSearch } from "../shared-list/use-list-search";
import { usePages } from "../shared-list/use-pages";
import { useComplianceColumns } from "./compliance-columns";
import { complianceQuestion, complianceShape, environments, states } from "./compliance-search";

const rowKey = (row: ComplianceRow) => row.clusterId;
const rowName = (row: ComplianceRow) => row.clusterName;
const none: CompliancePage["policies"] = [];

interface ColumnPagesProps {
  readonly from: number;
  readonly shown: number;
  readonly total: number;
  readonly onFrom: (from: number) => void;
}

/** The way to the policies that don't stand side by side at once. Nothing is drawn while all do. */
function ColumnPages({ from, shown, total, onFrom }: ColumnPagesProps) {
  const t = useTranslations("compliance");
  if (total <= shown) return null;
  return (
    <Inline gap="s">
      <span>{t("columnsOf", { first: from + 1, last: from + shown, total })}</span>
      <Button size="s" onClick={() => onFrom(Math.max(0, from - 50))} refusal={from > 0 ? null : t("isFirst")}>
        {t("before")}
      </Button>
      <Button size="s" onClick={() => onFrom(from + shown)} refusal={from + shown < total ? null : t("isLast")}>
        {t("after")}
      </Button>
    </Inline>
  );
}

/** The filters, and the clusters that they leave with how each stands towards each policy. */
export function ComplianceMatrix() {
  const t = useTranslations("compliance");
  const environment = useTranslations("status.environment");
  const [search, change] = useListSearch(complianceShape);
  const question = useMemo(() => complianceQuestion(search), [search]);
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const query = usePages(
    trpc.policy.compliance.queryKey(question),
    (cursor, signal) => client.policy.compliance.query({ ...question, cursor }, { signal }),
    "compliance",
  );
  const first = query.data?.pages[0];
  const columns = useComplianceColumns(first?.policies ?? none);
  const set = (id: string, values: readonly string[]) => change({ facets: { ...search.facets, [id]: values } });
  const clear = () => change({ text: "", facets: {} });
  return (
    <Stack gap="s">
      <FilterBar
        label={t("narrow")}
        search={{ label: t("search"), placeholder: t("searchHint"), value: search.text, onChange: (text) => change({ text }) }}
        facets={[
          {
            ...{ id: "state", label: t("stateOf"), selected: search.facets.state ?? [] },
            options: states.map((value) => ({ value, label: t(`word.${value}`) })),
          },
          {
            ...{ id: "environment", label: t("environment"), selected: search.facets.environment ?? [] },
            options: environments.map((value) => ({ value, label: environment(value) })),
          },
        ]}
        onFacetChange={set}
        onClear={clear}
      />
      <Resolve
        query={query}
        loading={<TableSkeleton columns={columns} rows={12} />}
        isEmpty={(data) => data.pages[0]?.total === 0 || data.pages[0]?.policies.length === 0}
        empty={
          <EmptyState title={t("none")} action={<Button onClick={clear}>{t("clear")}</Button>}>
            {t("noneHelp")}
          </EmptyState>
        }
      >
        {(data) => (
          <>
            <ColumnPages
              from={question.policiesFrom}
              shown={first?.policies.length ?? 0}
              total={first?.policyTotal ?? 0}
              onFrom={(from) => set("from", from === 0 ? [] : [String(from)])}
            />
            <DataTable
              label={t("title")}
              columns={columns}
              rows={pagedRows(data.pages, rowKey)}
              rowKey={rowKey}
              rowName={rowName}
              more={moreRows(query, data.pages)}
            />
          </>
        )}
      </Resolve>
    </Stack>
  );
}
