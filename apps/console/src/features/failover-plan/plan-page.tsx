"use client";
import type { PlanId } from "@holdfast/contracts/ids";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Resolve } from "@holdfast/ui/resolve";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { PlanSkeleton } from "./plan-skeleton";
import { PlanView } from "./plan-view";

/** One plan: could it be run now, what would it do, and how has it changed. */
export function PlanPage({ planId }: { readonly planId: PlanId }) {
  const t = useTranslations("failoverPlan");
  const query = useQuery(useTRPC().plan.get.queryOptions({ planId }));
  return (
    <Resolve
      query={query}
      loading={<PlanSkeleton />}
      isEmpty={(plan) => plan.versions.length === 0}
      empty={<EmptyState title={t("noVersion")}>{t("noVersionHelp")}</EmptyState>}
    >
      {(plan) => <PlanView plan={plan} />}
    </Resolve>
  );
}
