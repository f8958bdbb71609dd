"use client";
import type { Holder, HolderPage } from "@holdfast/contracts/access";
import { Code } from "@holdfast/ui/code";
import type { Column } from "@holdfast/ui/column";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Resolve } from "@holdfast/ui/resolve";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { useClustersText } from "../shared-identity/grant-words";
import { UserMark } from "../shared-identity/user-mark";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { usePages } from "../shared-list/use-pages";
import type { WhoCanQuestion } from "./who-can-search";

const rowKey = (row: Holder) => row.id;
const rowName = (row: Holder) => row.name;
const rowHref = (row: Holder) => `/identity/users/${encodeURIComponent(row.id)}`;
const none: readonly HolderPage[] = [];

function useHolderColumns(): readonly Column<Holder>[] {
  const t = useTranslations("identity");
  const clusters = useClustersText();
  return useMemo(
    (): Column<Holder>[] => [
      { id: "name", header: t("column.name"), isFixed: true, widthRem: 13, cell: (row) => row.name },
      { id: "state", header: t("column.state"), widthRem: 7.5, cell: (row) => <UserMark of={row.state} /> },
      {
        id: "grants",
        header: t("whoCan.grants"),
        cell: (row) => row.grants.map((grant) => `${t(`role.${grant.role}`)}: ${clusters(grant.selector)}`).join("; "),
      },
      { id: "policies", header: t("whoCan.policies"), widthRem: 15, cell: (row) => <Code>{row.policies.join(", ")}</Code> },
    ],
    [t, clusters],
  );
}

/** Everybody who may, by name, with what decided it. */
export function HolderList({ question }: { readonly question: WhoCanQuestion }) {
  const t = useTranslations("identity");
  const columns = useHolderColumns();
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const query = usePages(
    trpc.access.whoCan.queryKey(question),
    (cursor, signal) => client.access.whoCan.query({ ...question, cursor }, { signal }),
    "who-can",
  );
  const pages = query.data?.pages ?? none;
  const rows = useMemo(() => pagedRows(pages, rowKey), [pages]);
  return (
    <Resolve
      query={query}
      loading={<TableSkeleton columns={columns} />}
      isEmpty={(data) => data.pages[0]?.rows.length === 0}
      empty={<EmptyState title={t("whoCan.none")}>{t("whoCan.noneHelp")}</EmptyState>}
      forbiddenHelp={t("forbiddenHelp")}
    >
      {(data) => (
        <DataTable
          label={t("whoCan.result")}
          columns={columns}
          rows={rows}
          rowKey={rowKey}
          rowName={rowName}
          rowHref={rowHref}
          more={moreRows(query, data.pages)}
        />
      )}
    </Resolve>
  );
}
