"use client";
import type { UserPage, UserRow } from "@holdfast/contracts/identity";
import { Button } from "@holdfast/ui/button";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { FilterBar } from "@holdfast/ui/filter-bar";
import { Resolve } from "@holdfast/ui/resolve";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { useColumnChoice } from "../shared-list/use-column-choice";
import { useListSearch } from "../shared-list/use-list-search";
import { usePages } from "../shared-list/use-pages";
import { useSettledRows } from "../shared-list/use-settled-rows";
import { useUserColumns } from "./use-user-columns";
import { isNarrowed, roles, userQuestion, userShape, userStates } from "./user-search";

const rowKey = (row: UserRow) => row.id;
const rowName = (row: UserRow) => row.name;
const rowHref = (row: UserRow) => `/identity/users/${encodeURIComponent(row.id)}`;
const none: readonly UserPage[] = [];

/** The filters, and everybody with an account whom they leave. */
export function UserList() {
  const t = useTranslations("identity");
  const columns = useUserColumns();
  const columnChoice = useColumnChoice("users", columns);
  const [search, change] = useListSearch(userShape);
  const question = useMemo(() => userQuestion(search), [search]);
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const query = usePages(trpc.user.list.queryKey(question), (cursor, signal) =>
    client.user.list.query({ ...question, cursor }, { signal }),
  );
  const pages = query.data?.pages ?? none;
  const rows = useMemo(() => pagedRows(pages, rowKey), [pages]);
  const settled = useSettledRows(JSON.stringify(question), rows, rowKey);
  const clear = () => change({ text: "", facets: {} });
  const facet = (id: "state" | "role", values: readonly string[], word: (value: string) => string) => ({
    id,
    label: t(`column.${id === "role" ? "roles" : id}`),
    options: values.map((value) => ({ value, label: word(value) })),
    selected: search.facets[id] ?? [],
  });
  return (
    <Stack gap="s">
      <FilterBar
        label={t("narrow")}
        search={{ label: t("search"), placeholder: t("search"), value: search.text, onChange: (text) => change({ text }) }}
        facets={[
          facet("state", userStates, (value) => t(`state.${value as (typeof userStates)[number]}`)),
          facet("role", roles, (value) => t(`role.${value as (typeof roles)[number]}`)),
        ]}
        onFacetChange={(id, values) => change({ facets: { ...search.facets, [id]: values } })}
        onClear={clear}
      />
      <Resolve
        query={query}
        loading={<TableSkeleton columns={columns} />}
        isEmpty={(data) => data.pages[0]?.total === 0}
        empty={
          <EmptyState title={t("noneMatches")} action={isNarrowed(search) && <Button onClick={clear}>{t("clear")}</Button>}>
            {t("noneMatchesHelp")}
          </EmptyState>
        }
        forbiddenHelp={t("forbiddenHelp")}
      >
        {(data) => (
          <DataTable
            label={t("users")}
            columns={columns}
            rows={settled.rows}
            rowKey={rowKey}
            rowName={rowName}
            rowHref={rowHref}
            sort={search.sort ?? { key: "name", direction: "ascending" }}
            onSortChange={(sort) => change({ sort })}
            columnChoice={columnChoice}
            arrivals={settled.arrivals}
            more={moreRows(query, data.pages)}
          />
        )}
      </Resolve>
    </Stack>
  );
}
