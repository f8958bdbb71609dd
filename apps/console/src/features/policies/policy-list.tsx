"use client";
import type { PolicyListRow, RolloutPhase } from "@holdfast/contracts/policy";
import { LinkButton } from "@holdfast/ui/button";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { FilterBar } from "@holdfast/ui/filter-bar";
import { Resolve } from "@holdfast/ui/resolve";
import type { ListSearchShape } from "@holdfast/ui/rules/list-search";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { useColumnChoice } from "../shared-list/use-column-choice";
import { useListSearch } from "../shared-list/use-list-search";
import { rolloutMarks } from "../shared-status/status-marks";
import { AwaitingNotice } from "./awaiting-notice";
import { usePolicyColumns } from "./policy-columns";
import { filterPolicies } from "./policy-filter";

const shape: ListSearchShape = { sortKeys: [], facets: ["rollout"] };
// The record has every phase as its key, by its type.
const allPhases = Object.keys(rolloutMarks) as RolloutPhase[];
const rowKey = (policy: PolicyListRow) => policy.id;

/** All policies: what each is at, where it is enforced, and how its newest rollout goes. They are few, and come in one answer. */
export function PolicyList() {
  const t = useTranslations("policies");
  const phase = useTranslations("status.rollout");
  const columns = usePolicyColumns();
  const columnChoice = useColumnChoice("policies", columns);
  const [search, change] = useListSearch(shape);
  const query = useQuery(useTRPC().policy.list.queryOptions());
  const phases = search.facets.rollout ?? [];
  return (
    <Stack gap="s">
      <FilterBar
        label={t("narrow")}
        search={{ label: t("search"), placeholder: t("searchHint"), value: search.text, onChange: (text) => change({ text }) }}
        facets={[
          {
            id: "rollout",
            label: t("newestRollout"),
            selected: phases,
            options: allPhases.map((value) => ({ value, label: phase(value) })),
          },
        ]}
        onFacetChange={(id, values) => change({ facets: { ...search.facets, [id]: values } })}
        onClear={() => change({ text: "", facets: {} })}
      />
      <Resolve
        query={query}
        loading={<TableSkeleton columns={columns} rows={4} />}
        isEmpty={(policies) => policies.length === 0}
        empty={
          <EmptyState
            title={t("none")}
            action={
              <LinkButton href="/policies/new" variant="primary">
                {t("new")}
              </LinkButton>
            }
          >
            {t("noneHelp")}
          </EmptyState>
        }
      >
        {(policies) => {
          const rows = filterPolicies(policies, search.text, phases);
          return (
            <>
              <AwaitingNotice policies={policies} />
              {rows.length === 0 ? (
                <EmptyState title={t("noneFits")}>{t("noneFitsHelp", { count: policies.length })}</EmptyState>
              ) : (
                <DataTable
                  label={t("title")}
                  columns={columns}
                  rows={rows}
                  rowKey={rowKey}
                  rowName={(policy) => policy.name}
                  rowHref={(policy) => `/policies/${policy.id}`}
                  columnChoice={columnChoice}
                />
              )}
            </>
          );
        }}
      </Resolve>
    </Stack>
  );
}
