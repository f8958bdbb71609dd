"use client";
import type { ResourceCount } from "@holdfast/contracts/inventory-list";
import type { Column } from "@holdfast/ui/column";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Resolve } from "@holdfast/ui/resolve";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC } from "../../trpc/client";
import { HealthCount } from "../shared-cluster/health-count";
import { useTheCluster } from "./cluster-context";
import { ToldByAgent } from "./told-by-agent";
import { worstKindsFirst } from "./worst-kinds-first";

const rowKey = (row: ResourceCount) => row.resource;
const rowName = (row: ResourceCount) => row.kind;

function useKindColumns(): readonly Column<ResourceCount>[] {
  const t = useTranslations("cluster.kinds");
  return useMemo(
    () => [
      { id: "kind", header: t("kind"), isFixed: true, cell: (row) => row.kind },
      { id: "resource", header: t("resource"), narrow: "omit", cell: (row) => row.resource },
      { id: "count", header: t("count"), widthRem: 18, cell: (row) => <HealthCount counts={row} /> },
    ],
    [t],
  );
}

/** What the cluster holds by kind: what is not well first. Each leads to its objects. */
export function ClusterKinds() {
  const t = useTranslations("cluster.kinds");
  const { id } = useTheCluster();
  const columns = useKindColumns();
  const clusterIds = useMemo(() => [id], [id]);
  const query = useQuery(useTRPC().inventory.counts.queryOptions({ clusterIds }));
  return (
    <section aria-labelledby="cluster-kinds">
      <Stack gap="s">
        <h2 id="cluster-kinds" className="font-semibold">
          {t("title")}
        </h2>
        <Resolve
          query={query}
          loading={<TableSkeleton columns={columns} />}
          isEmpty={(counts) => counts.every((count) => count.total === 0)}
          empty={<EmptyState title={t("none")}>{t("noneHelp")}</EmptyState>}
        >
          {(counts) => (
            <ToldByAgent>
              <DataTable
                label={t("title")}
                columns={columns}
                rows={worstKindsFirst(counts)}
                rowKey={rowKey}
                rowName={rowName}
                rowHref={(row) => `/inventory?${new URLSearchParams({ kind: row.resource, cluster: id })}`}
                height="content"
              />
            </ToldByAgent>
          )}
        </Resolve>
      </Stack>
    </section>
  );
}
