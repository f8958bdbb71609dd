"use client";
import type { RunId } from "@holdfast/contracts/ids";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { PageHeader } from "@holdfast/ui/page-header";
import { Resolve } from "@holdfast/ui/resolve";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { RunSkeleton } from "./run-skeleton";
import { RunView } from "./run-view";

const never = () => false;

/** One run: how does it go, what is awaited, and what can be done about it. Kept true by the run's events. */
export function RunPage({ runId }: { readonly runId: RunId }) {
  const t = useTranslations("failoverRun");
  const nav = useTranslations("nav");
  const query = useQuery(useTRPC().failover.get.queryOptions({ runId }));
  return (
    <Stack gap="m">
      {query.isError && query.data === undefined && (
        <PageHeader
          trail={<Breadcrumbs trail={[{ label: nav("failover"), href: "/failover" }]} current={t("title")} />}
          title={t("title")}
        />
      )}
      <Resolve query={query} loading={<RunSkeleton />} isEmpty={never} empty={null}>
        {(run) => <RunView run={run} offsetMs={query.dataUpdatedAt - run.clock.getTime()} />}
      </Resolve>
    </Stack>
  );
}
