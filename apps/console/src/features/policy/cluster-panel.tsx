"use client";
import type { PolicyView } from "@holdfast/contracts/policy";
import type { Column } from "@holdfast/ui/column";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Panel } from "@holdfast/ui/panel";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useSay } from "../../i18n/use-say";
import { EnvironmentBadge } from "../shared-cluster/environment-badge";
import { DeploymentStatus } from "../shared-status/status-word";

type PolicyCluster = PolicyView["clusters"][number];
const rowKey = (cluster: PolicyCluster) => cluster.clusterId;

function useColumns(latestVersion: number): readonly Column<PolicyCluster>[] {
  const t = useTranslations("policy.clusters");
  const say = useSay();
  return useMemo(
    () => [
      { id: "cluster", header: t("cluster"), isFixed: true, widthRem: 13, cell: (cluster) => cluster.clusterName },
      { id: "environment", header: t("environment"), widthRem: 8, cell: (cluster) => <EnvironmentBadge of={cluster.environment} /> },
      { id: "state", header: t("state"), widthRem: 9, cell: (cluster) => <DeploymentStatus of={cluster.state} /> },
      {
        id: "version",
        header: t("version"),
        align: "end",
        widthRem: 9,
        cell: ({ version }) =>
          version === null ? "—" : version === latestVersion ? t("isLatest", { version }) : t("isOlder", { version, latestVersion }),
      },
      { id: "seen", header: t("readBack"), widthRem: 13, cell: (cluster) => <Time at={cluster.observedAt} /> },
      {
        id: "message",
        header: t("message"),
        cell: (cluster) => (cluster.isPlaced || cluster.version === null ? say(cluster) : t("leftBehind")),
      },
    ],
    [t, say, latestVersion],
  );
}

/** Which clusters have the policy, in which version, and when that was last read back from the cluster itself. */
export function ClusterPanel({ policy }: { readonly policy: PolicyView }) {
  const t = useTranslations("policy.clusters");
  const columns = useColumns(policy.latestVersion);
  const enforced = policy.clusters.filter((cluster) => cluster.version !== null).length;
  return (
    <Panel title={t("title")} aside={t("aside", { enforced, total: policy.clusters.length })} padding="none">
      {policy.clusters.length === 0 ? (
        <div className="p-3">
          <EmptyState title={t("none")}>{t("noneHelp")}</EmptyState>
        </div>
      ) : (
        <DataTable
          label={t("title")}
          columns={columns}
          rows={policy.clusters}
          rowKey={rowKey}
          rowName={(cluster) => cluster.clusterName}
          rowHref={(cluster) => `/clusters/${cluster.clusterName}`}
          height="content"
        />
      )}
    </Panel>
  );
}
