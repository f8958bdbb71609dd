"use client";
import type { ClusterPolicy } from "@holdfast/contracts/policy";
import type { Column } from "@holdfast/ui/column";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Resolve } from "@holdfast/ui/resolve";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Time } from "@holdfast/ui/time";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useSay } from "../../i18n/use-say";
import { useTRPC } from "../../trpc/client";
import { DeploymentStatus } from "../shared-status/status-word";
import { useTheCluster } from "./cluster-context";

const rowKey = (policy: ClusterPolicy) => policy.id;
const rowName = (policy: ClusterPolicy) => policy.name;
const rowHref = (policy: ClusterPolicy) => `/policies/${policy.id}`;

function useColumns(): readonly Column<ClusterPolicy>[] {
  const t = useTranslations("cluster.policies");
  const words = useTranslations("policy.clusters");
  const say = useSay();
  return useMemo(() => {
    const version = ({ version, latestVersion }: ClusterPolicy) => {
      if (version === null) return "—";
      return version === latestVersion ? words("isLatest", { version }) : words("isOlder", { version, latestVersion });
    };
    return [
      { id: "name", header: t("policy"), isFixed: true, widthRem: 13, cell: (policy) => policy.name },
      { id: "state", header: words("state"), widthRem: 11, cell: (policy) => <DeploymentStatus of={policy.state} /> },
      { id: "version", header: words("version"), align: "end", widthRem: 9, cell: version },
      { id: "seen", header: words("readBack"), widthRem: 12, cell: (policy) => <Time at={policy.observedAt} /> },
      {
        id: "message",
        header: words("message"),
        cell: (policy) => (policy.isPlaced || policy.version === null ? say(policy) : words("leftBehind")) || "—",
      },
      { id: "description", header: t("description"), widthRem: 18, isHiddenAtFirst: true, cell: (policy) => policy.description },
    ];
  }, [t, words, say]);
}

/** What Holdfast enforces on this cluster, in which version, and when that was last read back from it. */
export function PoliciesTab() {
  const t = useTranslations("cluster");
  const { id } = useTheCluster();
  const columns = useColumns();
  const query = useQuery(useTRPC().policy.ofCluster.queryOptions({ clusterId: id }));
  return (
    <Resolve
      query={query}
      loading={<TableSkeleton columns={columns} rows={6} />}
      isEmpty={(policies) => policies.length === 0}
      empty={<EmptyState title={t("policies.none")}>{t("policies.noneHelp")}</EmptyState>}
    >
      {(policies) => (
        <DataTable
          label={t("tab.policies")}
          columns={columns}
          rows={policies}
          rowKey={rowKey}
          rowName={rowName}
          rowHref={rowHref}
          height="content"
        />
      )}
    </Resolve>
  );
}
