"use client";
import type { ChangePage, ChangeRow } from "@holdfast/contracts/history";
import { Button } from "@holdfast/ui/button";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Resolve } from "@holdfast/ui/resolve";
import { type ListSearch, writeListSearch } from "@holdfast/ui/rules/list-search";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { useColumnChoice } from "../shared-list/use-column-choice";
import type { usePages } from "../shared-list/use-pages";
import { useSettledRows } from "../shared-list/use-settled-rows";
import { StaleClustersNotice } from "../shared-object/stale-clusters-notice";
import { KeptSince } from "./kept-since";
import { type ChangeScope, useChangeColumns } from "./use-change-columns";

interface ChangeTableProps {
  readonly query: ReturnType<typeof usePages<ChangePage>>;
  /** What is listed: another list is drawn anew. */
  readonly list: string;
  readonly scope: ChangeScope;
  readonly search: ListSearch;
  /** What can be done about an empty list; absent where nothing narrows it. */
  readonly empty?: { readonly isNarrowed: boolean; readonly onClear: () => void; readonly onAll: () => void };
}

const none: readonly ChangePage[] = [];
const rowKey = (row: ChangeRow) => row.id;
const rowName = (row: ChangeRow) => `${row.operation} ${row.kind} ${row.name}`;

/** Why the list is empty, and what can be done about it. */
function NoChanges({ scope, empty, keptSince }: Pick<ChangeTableProps, "scope" | "empty"> & { readonly keptSince: Date | null }) {
  const t = useTranslations("change");
  if (empty?.isNarrowed)
    return (
      <EmptyState title={t("noneMatches")} action={<Button onClick={empty.onClear}>{t("clear")}</Button>}>
        {t("noneMatchesHelp")}
      </EmptyState>
    );
  return (
    <EmptyState title={t("none")} action={empty && <Button onClick={empty.onAll}>{t("lookFurther")}</Button>}>
      {t(scope === "object" ? "noneOfObject" : "noneHelp")} <KeptSince at={keptSince} />
    </EmptyState>
  );
}

/** A page after the other of changes. A row opens its change beside the list; what comes meanwhile is counted, and shown when asked for. */
export function ChangeTable({ query, list, scope, search, empty }: ChangeTableProps) {
  const t = useTranslations("change");
  const pathname = usePathname();
  const columns = useChangeColumns(scope);
  const columnChoice = useColumnChoice(`changes-${scope}`, columns);
  const pages = query.data?.pages ?? none;
  const rows = useMemo(() => pagedRows(pages, rowKey), [pages]);
  const settled = useSettledRows(query.isPlaceholderData ? "" : list, rows, rowKey);
  const rowHref = (row: ChangeRow) => `${pathname}?${writeListSearch({ ...search, facets: { ...search.facets, change: [row.id] } })}`;
  return (
    <Resolve
      query={query}
      loading={<TableSkeleton columns={columns} rows={12} />}
      isEmpty={(data) => data.pages[0]?.rows.length === 0}
      empty={
        <Stack gap="s">
          <StaleClustersNotice clusters={pages[0]?.staleClusters ?? []} />
          <NoChanges scope={scope} empty={empty} keptSince={pages[0]?.keptSince ?? null} />
        </Stack>
      }
    >
      {(data) => (
        <Stack gap="s">
          <StaleClustersNotice clusters={data.pages[0]?.staleClusters ?? []} />
          <DataTable
            label={t("title")}
            columns={columns}
            rows={settled.rows}
            rowKey={rowKey}
            rowName={rowName}
            rowHref={rowHref}
            columnChoice={columnChoice}
            arrivals={settled.arrivals}
            more={moreRows(query, data.pages)}
          />
          <p className="text-ink-soft text-small">
            <KeptSince at={data.pages[0]?.keptSince ?? null} />
          </p>
        </Stack>
      )}
    </Resolve>
  );
}
