"use client";
import type { PlanId } from "@holdfast/contracts/ids";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { EmptyState } from "@holdfast/ui/empty-state";
import { PageHeader } from "@holdfast/ui/page-header";
import { Resolve } from "@holdfast/ui/resolve";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { useStores } from "../shared-failover/use-stores";
import { PlanSkeleton } from "./plan-skeleton";
import { PlanView } from "./plan-view";

/** One plan: could it be run now, what would it do, and how has it changed. */
export function PlanPage({ planId }: { readonly planId: PlanId }) {
  const t = useTranslations("failoverPlan");
  const nav = useTranslations("nav");
  // Asked for with the plan, so that nothing below moves when it comes.
  useStores(planId);
  const query = useQuery(useTRPC().plan.get.queryOptions({ planId }));
  return (
    <Stack gap="m">
      {query.isError && query.data === undefined && (
        <PageHeader
          trail={<Breadcrumbs trail={[{ label: nav("failover"), href: "/failover" }]} current={t("title")} />}
          title={t("title")}
        />
      )}
      <Resolve
        query={query}
        loading={<PlanSkeleton />}
        isEmpty={(plan) => plan.versions.length === 0}
        empty={<EmptyState title={t("noVersion")}>{t("noVersionHelp")}</EmptyState>}
      >
        {(plan) => <PlanView plan={plan} />}
      </Resolve>
    </Stack>
  );
}
