"use client";
import type { RunId } from "@holdfast/contracts/ids";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { EmptyState } from "@holdfast/ui/empty-state";
import { PageHeader } from "@holdfast/ui/page-header";
import { Resolve } from "@holdfast/ui/resolve";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { ReportSkeleton } from "./report-skeleton";
import { ReportView } from "./report-view";

/** The signed report of a run, to read, to print and to take away. */
export function ReportPage({ runId }: { readonly runId: RunId }) {
  const t = useTranslations("failoverReport");
  const nav = useTranslations("nav");
  const query = useQuery(useTRPC().failover.report.queryOptions({ runId }));
  const run = { label: t("run"), href: `/failover/runs/${runId}` };
  return (
    <Stack gap="m">
      {!query.data?.signed && !query.isPending && (
        <PageHeader
          trail={<Breadcrumbs trail={[{ label: nav("failover"), href: "/failover" }, run]} current={t("current")} />}
          title={t("title")}
        />
      )}
      <Resolve
        query={query}
        loading={<ReportSkeleton />}
        isEmpty={(data) => data.signed === null}
        empty={
          <EmptyState title={t(query.data?.hasEnded ? "pending" : "running")}>
            {t(query.data?.hasEnded ? "pendingHelp" : "runningHelp")}
          </EmptyState>
        }
      >
        {({ signed }) => signed && <ReportView signed={signed} />}
      </Resolve>
    </Stack>
  );
}
