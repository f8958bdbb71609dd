"use client";
import type { FleetCluster } from "@holdfast/contracts/fleet";
import type { Column } from "@holdfast/ui/column";
import { FreshnessScope } from "@holdfast/ui/freshness";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { healthOf } from "../shared-cluster/cluster-health";
import { clusterObservation } from "../shared-cluster/cluster-observation";
import { EnvironmentBadge } from "../shared-cluster/environment-badge";
import { FindingCount } from "../shared-cluster/finding-count";
import { HealthyOf } from "../shared-cluster/healthy-of";
import { writtenLabels } from "../shared-cluster/labels-text";
import { HealthStatus, LinkStatus } from "../shared-status/status-word";

type ClusterColumn = Column<FleetCluster>;
type ColumnText = ReturnType<typeof useTranslations<"clusters.column">>;

const NONE = "—";

function Health({ of }: { readonly of: FleetCluster }) {
  const health = healthOf(of);
  return health === null ? NONE : <HealthStatus of={health} />;
}

/** What a cluster runs; of one without a link what was last known, drawn as such. */
const countColumn = (id: "nodes" | "workloads" | "pods", header: string, widthRem: number): ClusterColumn => ({
  id,
  header,
  widthRem,
  align: "end",
  cell: (of) =>
    of[id].total === 0 ? (
      NONE
    ) : (
      <FreshnessScope {...clusterObservation(of.cluster.link)}>
        <HealthyOf counts={of[id]} />
      </FreshnessScope>
    ),
});

const standingColumns = (t: ColumnText): ClusterColumn[] => [
  {
    id: "environment",
    header: t("environment"),
    sortKey: "environment",
    widthRem: 8.5,
    cell: ({ cluster }) => <EnvironmentBadge of={cluster.environment} />,
  },
  {
    id: "link",
    header: t("link"),
    sortKey: "link",
    widthRem: 8.5,
    cell: ({ cluster }) => <LinkStatus of={cluster.link.state} awayUntil={cluster.link.awayUntil} />,
  },
  {
    id: "since",
    header: t("since"),
    sortKey: "since",
    widthRem: 7.5,
    isHiddenAtFirst: true,
    cell: ({ cluster }) => <Time at={cluster.link.since} show="relative" />,
  },
  { id: "health", header: t("health"), widthRem: 8, cell: (of) => <Health of={of} /> },
  { id: "findings", header: t("findings"), widthRem: 7, cell: (of) => <FindingCount findings={of.findings} /> },
];

const furtherColumns = (t: ColumnText): ClusterColumn[] => [
  countColumn("nodes", t("nodes"), 5),
  countColumn("workloads", t("workloads"), 6.5),
  countColumn("pods", t("pods"), 5.5),
  { id: "region", header: t("region"), sortKey: "region", widthRem: 8, cell: ({ cluster }) => cluster.region },
  {
    id: "version",
    header: t("version"),
    sortKey: "version",
    widthRem: 9,
    cell: ({ cluster }) => cluster.kubernetesVersion ?? NONE,
  },
  {
    id: "agent",
    header: t("agent"),
    widthRem: 7,
    isHiddenAtFirst: true,
    cell: ({ cluster }) => cluster.link.agentVersion ?? NONE,
  },
  {
    id: "identity",
    header: t("identity"),
    widthRem: 8,
    isHiddenAtFirst: true,
    cell: ({ cluster }) => <Time at={cluster.link.identityExpiresAt} show="relative" />,
  },
  {
    id: "labels",
    header: t("labels"),
    widthRem: 16,
    isHiddenAtFirst: true,
    cell: ({ cluster }) => writtenLabels(cluster.labels).replaceAll("\n", ", ") || NONE,
  },
];

/** The columns of the list of clusters. */
export function useClusterColumns(): readonly ClusterColumn[] {
  const t = useTranslations("clusters.column");
  return useMemo(
    () => [
      { id: "name", header: t("name"), sortKey: "name", isFixed: true, cell: ({ cluster }) => cluster.name },
      ...standingColumns(t),
      ...furtherColumns(t),
    ],
    [t],
  );
}
