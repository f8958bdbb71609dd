"use client";
import type { PlanId } from "@holdfast/contracts/ids";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { EmptyState } from "@holdfast/ui/empty-state";
import { PageHeader } from "@holdfast/ui/page-header";
import { Resolve } from "@holdfast/ui/resolve";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useGateRefusal } from "../../i18n/use-gate-refusal";
import { useTRPC } from "../../trpc/client";
import { PlanEditor } from "./plan-editor";
import { PlanSkeleton } from "./plan-skeleton";

/** The newest text of a plan, to be written on. It stays the text that was opened: a save on an older one is refused. */
export function EditPlanPage({ planId }: { readonly planId: PlanId }) {
  const t = useTranslations("failoverPlan");
  const nav = useTranslations("nav");
  const refusalOf = useGateRefusal();
  const query = useQuery(useTRPC().plan.get.queryOptions({ planId }));
  const [opened, setOpened] = useState<{ yaml: string; number: number } | null>(null);
  const latest = query.data?.versions[0];
  if (opened === null && latest !== undefined) setOpened({ yaml: latest.yaml, number: latest.number });
  const backHref = `/failover/plans/${planId}`;
  return (
    <Resolve
      query={query}
      loading={<PlanSkeleton />}
      isEmpty={(plan) => plan.versions.length === 0}
      empty={<EmptyState title={t("noVersion")}>{t("noVersionHelp")}</EmptyState>}
    >
      {(plan) => (
        <Stack gap="m">
          <PageHeader
            trail={
              <Breadcrumbs
                trail={[
                  { label: nav("failover"), href: "/failover" },
                  { label: plan.name, href: backHref },
                ]}
                current={t("edit")}
              />
            }
            title={t("editor.editTitle", { plan: plan.name })}
            description={t("editor.description")}
          />
          {opened !== null && (
            <PlanEditor text={opened.yaml} basedOnVersion={opened.number} backHref={backHref} refusal={refusalOf(plan.edit)} />
          )}
        </Stack>
      )}
    </Resolve>
  );
}
