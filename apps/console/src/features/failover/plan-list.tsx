"use client";
import type { PlanListRow } from "@holdfast/contracts/failover";
import { LinkButton } from "@holdfast/ui/button";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Resolve } from "@holdfast/ui/resolve";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { ActiveRuns } from "./active-runs";
import { usePlanColumns } from "./plan-columns";

const rowKey = (plan: PlanListRow) => plan.id;

/** Every plan that the reader may see: could it be run now, and did it ever hold? */
export function PlanList() {
  const t = useTranslations("failover.plans");
  const columns = usePlanColumns();
  const query = useQuery(useTRPC().plan.list.queryOptions());
  return (
    <Resolve
      query={query}
      loading={<TableSkeleton columns={columns} rows={3} />}
      isEmpty={(plans) => plans.length === 0}
      empty={
        <EmptyState
          title={t("none")}
          action={
            <LinkButton href="/failover/plans/new" variant="primary">
              {t("new")}
            </LinkButton>
          }
        >
          {t("noneHelp")}
        </EmptyState>
      }
    >
      {(plans) => (
        <Stack gap="s">
          <ActiveRuns plans={plans} />
          <DataTable
            label={t("title")}
            columns={columns}
            rows={plans}
            rowKey={rowKey}
            rowName={(plan) => plan.name}
            rowHref={(plan) => `/failover/plans/${plan.id}`}
            height="content"
          />
        </Stack>
      )}
    </Resolve>
  );
}
