"use client";
import type { RunListRow } from "@holdfast/contracts/failover";
import type { PlanId } from "@holdfast/contracts/ids";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Resolve } from "@holdfast/ui/resolve";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { useRunColumns } from "./run-columns";

const rowKey = (run: RunListRow) => run.id;

/** The newest runs of one plan, or of all; each leads to its page. */
export function RunTable({ planId }: { readonly planId?: PlanId }) {
  const t = useTranslations("sharedFailover.runs");
  const columns = useRunColumns();
  const query = useQuery(useTRPC().failover.list.queryOptions(planId === undefined ? {} : { planId }));
  return (
    <Resolve
      query={query}
      loading={<TableSkeleton columns={columns} rows={4} />}
      isEmpty={(runs) => runs.length === 0}
      empty={<EmptyState title={t("none")}>{t("noneHelp")}</EmptyState>}
    >
      {(runs) => (
        <DataTable
          label={t("title")}
          columns={columns}
          rows={runs}
          rowKey={rowKey}
          rowName={(run) => `${run.planName}, ${run.requestedAt.toISOString()}`}
          rowHref={(run) => `/failover/runs/${run.id}`}
          hasPageKeys={false}
          height="content"
        />
      )}
    </Resolve>
  );
}
