"use client";
import type { MemberPage, MemberRow } from "@holdfast/contracts/member-cluster";
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
import { useMarked } from "../shared-bulk/use-marked";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { useColumnChoice } from "../shared-list/use-column-choice";
import { useListSearch } from "../shared-list/use-list-search";
import { usePages } from "../shared-list/use-pages";
import { ControlPlanes } from "./control-planes";
import { isInFleet, MAX_MEMBERS_AT_ONCE, memberKey, memberName } from "./member-draft";
import { memberHealths, memberQuestion, memberShape, memberSources, memberStandings } from "./member-search";
import { useMemberColumns } from "./use-member-columns";

const none: readonly MemberPage[] = [];

/** The filters of the list, in the address. */
function Filters({
  search,
  change,
}: {
  readonly search: ReturnType<typeof useListSearch>[0];
  readonly change: ReturnType<typeof useListSearch>[1];
}) {
  const t = useTranslations("import.members");
  const words = useTranslations("status.health");
  const facet = <Word extends string>(id: string, label: string, values: readonly Word[], labelOf: (value: Word) => string) => ({
    ...{ id, label, selected: search.facets[id] ?? [] },
    options: values.map((value) => ({ value, label: labelOf(value) })),
  });
  return (
    <FilterBar
      label={t("narrow")}
      search={{ label: t("search"), placeholder: t("search"), value: search.text, onChange: (text) => change({ text }) }}
      facets={[
        facet("standing", t("column.fleet"), memberStandings, (value) => t(`standing.${value}`)),
        facet("source", t("column.source"), memberSources, (value) => t(`source.${value}`)),
        facet("health", t("column.state"), memberHealths, (value) => words(value)),
      ]}
      onFacetChange={(id, values) => change({ facets: { ...search.facets, [id]: values } })}
      onClear={() => change({ text: "", facets: {} })}
    />
  );
}

/** What control planes of the fleet list, and which of it the fleet has. Several can be chosen to be added at once. */
export function MemberList({
  refusal,
  onChosen,
}: {
  readonly refusal: string | null;
  readonly onChosen: (members: readonly MemberRow[]) => void;
}) {
  const t = useTranslations("import.members");
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const columns = useMemberColumns(refusal === null);
  const columnChoice = useColumnChoice("members", columns);
  const [search, change] = useListSearch(memberShape);
  const question = useMemo(() => memberQuestion(search), [search]);
  const query = usePages(trpc.imports.members.queryKey(question), (cursor, signal) =>
    client.imports.members.query({ ...question, cursor }, { signal }),
  );
  const pages = query.data?.pages ?? none;
  const rows = useMemo(() => pagedRows(pages, memberKey), [pages]);
  const { selection, marked } = useMarked(JSON.stringify(question), rows, memberKey);
  const addable = marked.filter((row) => !isInFleet(row));
  const why =
    addable.length === 0 ? t("noneChosen") : addable.length > MAX_MEMBERS_AT_ONCE ? t("tooMany", { most: MAX_MEMBERS_AT_ONCE }) : null;
  const isNarrowed = Object.keys(question).length > 0;
  return (
    <Stack gap="s">
      <Filters search={search} change={change} />
      <Resolve
        query={query}
        loading={<TableSkeleton columns={columns} />}
        isEmpty={(data) => data.pages[0]?.total === 0 && (isNarrowed || data.pages[0].controlPlanes.length === 0)}
        empty={
          isNarrowed ? (
            <EmptyState title={t("noneMatches")} action={<Button onClick={() => change({ text: "", facets: {} })}>{t("clear")}</Button>}>
              {t("noneMatchesHelp")}
            </EmptyState>
          ) : (
            <EmptyState title={t("none")}>{t("noneHelp")}</EmptyState>
          )
        }
      >
        {(data) => (
          <Stack gap="s">
            <ControlPlanes of={data.pages.at(-1)?.controlPlanes ?? []} />
            <DataTable
              label={t("title")}
              columns={columns}
              rows={rows}
              rowKey={memberKey}
              rowName={memberName}
              selection={selection}
              columnChoice={columnChoice}
              bar={
                <Button variant="primary" refusal={refusal ?? why} onClick={() => onChosen(addable)}>
                  {t("addChosen", { count: addable.length })}
                </Button>
              }
              more={moreRows(query, data.pages)}
            />
          </Stack>
        )}
      </Resolve>
    </Stack>
  );
}
