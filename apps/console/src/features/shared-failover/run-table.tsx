"use client";
import type { RunListRow } from "@holdfast/contracts/failover";
import type { RunPhase } from "@holdfast/contracts/failover-phase";
import type { PlanId } from "@holdfast/contracts/ids";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Resolve } from "@holdfast/ui/resolve";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { usePages } from "../shared-list/use-pages";
import { useRunColumns } from "./run-columns";

interface RunTableProps {
  /** The runs of one plan; without it of all. */
  readonly planId?: PlanId;
  /** The runs in these phases; none means any. */
  readonly phases?: readonly RunPhase[];
}

const PAGE = 50;
const rowKey = (run: RunListRow) => run.id;
const any: readonly RunPhase[] = [];

/** Runs, the newest first; each leads to its page. */
export function RunTable({ planId, phases = any }: RunTableProps) {
  const t = useTranslations("sharedFailover.runs");
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const columns = useRunColumns();
  const question = useMemo(() => ({ planId, phases: [...phases], limit: PAGE }), [planId, phases]);
  const query = usePages(
    trpc.failover.list.queryKey(question),
    (cursor, signal) => client.failover.list.query({ ...question, cursor }, { signal }),
    `runs ${planId ?? ""}`,
  );
  const rows = useMemo(() => pagedRows(query.data?.pages ?? [], rowKey), [query.data]);
  return (
    <Resolve
      query={query}
      loading={<TableSkeleton columns={columns} rows={4} />}
      isEmpty={(data) => data.pages[0]?.total === 0}
      empty={
        phases.length === 0 ? (
          <EmptyState title={t("none")}>{t("noneHelp")}</EmptyState>
        ) : (
          <EmptyState title={t("noMatch")}>{t("noMatchHelp")}</EmptyState>
        )
      }
    >
      {(data) => (
        <DataTable
          label={t("title")}
          columns={columns}
          rows={rows}
          rowKey={rowKey}
          rowName={(run) => `${run.planName}, ${run.requestedAt.toISOString()}`}
          rowHref={(run) => `/failover/runs/${run.id}`}
          more={moreRows(query, data.pages)}
          hasPageKeys={false}
        />
      )}
    </Resolve>
  );
}
