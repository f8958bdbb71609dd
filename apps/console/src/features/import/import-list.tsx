"use client";
import type { ImportListRow } from "@holdfast/contracts/cluster-import";
import type { Column } from "@holdfast/ui/column";
import { DataTable } from "@holdfast/ui/data-table";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { usePages } from "../shared-list/use-pages";

const rowKey = ({ id }: ImportListRow) => id;
const rowHref = ({ id }: ImportListRow) => `/clusters/import/${id}`;
const rowName = ({ requestedByName }: ImportListRow) => requestedByName;
const FEW = 10;

/** The imports that there were, the newest first. */
export function ImportList() {
  const t = useTranslations("import");
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const query = usePages(trpc.imports.list.queryKey({}), (cursor, signal) => client.imports.list.query({ cursor, limit: FEW }, { signal }));
  const columns = useMemo(
    (): Column<ImportListRow>[] => [
      { id: "at", header: t("at"), isFixed: true, cell: (row) => <Time at={row.requestedAt} /> },
      { id: "who", header: t("who"), widthRem: 14, cell: (row) => row.requestedByName },
      { id: "total", header: t("total"), widthRem: 8, align: "end", cell: (row) => String(row.total) },
      { id: "connected", header: t("outcome.connected"), widthRem: 8, align: "end", cell: (row) => String(row.connected) },
      { id: "refused", header: t("outcome.refused"), widthRem: 8, align: "end", cell: (row) => String(row.refused) },
    ],
    [t],
  );
  return (
    <Panel title={t("before")} padding="none">
      <Resolve
        query={query}
        loading={<SkeletonText lines={3} />}
        isEmpty={(data) => data.pages[0]?.rows.length === 0}
        empty={<p className="p-3 text-ink-soft">{t("noneBefore")}</p>}
      >
        {(data) => (
          <DataTable
            label={t("before")}
            columns={columns}
            rows={pagedRows(data.pages, rowKey)}
            rowKey={rowKey}
            rowName={rowName}
            rowHref={rowHref}
            height="content"
            hasPageKeys={false}
            more={moreRows(query, data.pages)}
          />
        )}
      </Resolve>
    </Panel>
  );
}
