"use client";
import type { LedgerFilter, LedgerRow } from "@holdfast/contracts/ledger";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Resolve } from "@holdfast/ui/resolve";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { useColumnChoice } from "../shared-list/use-column-choice";
import { usePages } from "../shared-list/use-pages";
import { useLedgerColumns } from "./ledger-columns";

const PAGE = 50;
const rowKey = (run: LedgerRow) => run.id;

/** The runs of the question, the newest first; each leads to its page. */
export function LedgerList({ question }: { readonly question: LedgerFilter }) {
  const t = useTranslations("ledger");
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const columns = useLedgerColumns();
  const columnChoice = useColumnChoice("ledger", columns);
  const asked = useMemo(() => ({ ...question, limit: PAGE }), [question]);
  const query = usePages(trpc.failover.ledger.queryKey(asked), (cursor, signal) =>
    client.failover.ledger.query({ ...asked, cursor }, { signal }),
  );
  const rows = useMemo(() => pagedRows(query.data?.pages ?? [], rowKey), [query.data]);
  const isNarrowed = Object.values(question).some((values) => values.length > 0);
  return (
    <Resolve
      query={query}
      loading={<TableSkeleton columns={columns} rows={6} />}
      isEmpty={(data) => data.pages[0]?.total === 0}
      empty={<EmptyState title={t(isNarrowed ? "noMatch" : "none")}>{t(isNarrowed ? "noMatchHelp" : "noneHelp")}</EmptyState>}
    >
      {(data) => (
        <DataTable
          label={t("title")}
          columns={columns}
          rows={rows}
          rowKey={rowKey}
          rowName={(run) => `${run.planName}, ${run.finishedAt.toISOString()}`}
          rowHref={(run) => `/failover/runs/${run.id}`}
          columnChoice={columnChoice}
          more={moreRows(query, data.pages)}
        />
      )}
    </Resolve>
  );
}
