"use client";
import type { BulkView } from "@holdfast/contracts/bulk";
import { LinkButton } from "@holdfast/ui/button";
import type { Column } from "@holdfast/ui/column";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Resolve } from "@holdfast/ui/resolve";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { usePages } from "../shared-list/use-pages";
import { answeredOf, bulkOutcome, outcomeMarks } from "./bulk-outcome";
import { useBulkName } from "./use-bulk-name";

const rowKey = ({ id }: BulkView) => id;
const rowHref = ({ id }: BulkView) => `/bulk/${id}`;

function useColumns(): readonly Column<BulkView>[] {
  const t = useTranslations("bulk");
  const nameOf = useBulkName();
  return useMemo(
    () => [
      { id: "name", header: t("column.name"), isFixed: true, cell: nameOf },
      {
        id: "outcome",
        header: t("column.outcome"),
        widthRem: 12,
        cell: (row) => <StatusMark {...outcomeMarks[bulkOutcome(row)]} word={t(`outcome.${bulkOutcome(row)}`)} />,
      },
      {
        id: "answered",
        header: t("column.answered"),
        widthRem: 8,
        align: "end",
        cell: (row) => t("of", { done: answeredOf(row), total: row.total }),
      },
      { id: "by", header: t("column.by"), widthRem: 12, cell: (row) => row.requestedBy },
      { id: "at", header: t("column.at"), widthRem: 12, cell: (row) => <Time at={row.requestedAt} show="relative" /> },
    ],
    [t, nameOf],
  );
}

/** The bulk orders, the newest first. */
export function BulkList() {
  const t = useTranslations("bulk");
  const nav = useTranslations("nav");
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const columns = useColumns();
  const nameOf = useBulkName();
  const query = usePages(trpc.bulk.list.queryKey({}), (cursor, signal) => client.bulk.list.query({ cursor }, { signal }));
  return (
    <Resolve
      query={query}
      loading={<TableSkeleton columns={columns} rows={8} />}
      isEmpty={(data) => data.pages[0]?.rows.length === 0}
      empty={
        <EmptyState title={t("none")} action={<LinkButton href="/inventory">{nav("inventory")}</LinkButton>}>
          {t("noneHelp")}
        </EmptyState>
      }
    >
      {(data) => (
        <DataTable
          label={nav("bulk")}
          columns={columns}
          rows={pagedRows(data.pages, rowKey)}
          rowKey={rowKey}
          rowName={nameOf}
          rowHref={rowHref}
          more={moreRows(query, data.pages)}
        />
      )}
    </Resolve>
  );
}
