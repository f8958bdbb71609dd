"use client";
import type { ClusterView } from "@holdfast/contracts/cluster";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { EmptyState } from "@holdfast/ui/empty-state";
import { PageHeader } from "@holdfast/ui/page-header";
import { Resolve } from "@holdfast/ui/resolve";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { PlanEditor } from "./plan-editor";
import { PlanSkeleton } from "./plan-skeleton";
import { planTemplate } from "./plan-template";

const nameOf = (clusters: readonly ClusterView[], environment: ClusterView["environment"], other: string) =>
  clusters.find((cluster) => cluster.environment === environment)?.name ?? other;

/** A plan that does not exist yet, from a text that names clusters of this fleet. */
export function NewPlanPage() {
  const t = useTranslations("failoverPlan");
  const nav = useTranslations("nav");
  const trpc = useTRPC();
  const clusters = useQuery(trpc.cluster.list.queryOptions());
  const me = useQuery(trpc.self.me.queryOptions());
  const mayEdit = me.data?.permissions.includes("plan:edit") ?? true;
  return (
    <Stack gap="m">
      <PageHeader
        trail={<Breadcrumbs trail={[{ label: nav("failover"), href: "/failover" }]} current={t("editor.newTitle")} />}
        title={t("editor.newTitle")}
        description={t("editor.description")}
      />
      <Resolve
        query={clusters}
        loading={<PlanSkeleton />}
        isEmpty={(all) => all.length < 2}
        empty={<EmptyState title={t("editor.noClusters")}>{t("editor.noClustersHelp")}</EmptyState>}
      >
        {(all) => (
          <PlanEditor
            text={planTemplate(nameOf(all, "production", "primary"), nameOf(all, "dr", "standby"))}
            basedOnVersion={0}
            backHref="/failover"
            refusal={mayEdit ? null : t("editor.mayNot")}
          />
        )}
      </Resolve>
    </Stack>
  );
}
