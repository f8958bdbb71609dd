"use client";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import { workloadResources } from "@holdfast/contracts/resources";
import { Code } from "@holdfast/ui/code";
import type { Column } from "@holdfast/ui/column";
import { Quantity } from "@holdfast/ui/quantity";
import type { Facet } from "@holdfast/ui/rules/facets";
import type { ListSearch } from "@holdfast/ui/rules/list-search";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useListSearch } from "../shared-list/use-list-search";
import { ObjectName } from "../shared-object/object-name";
import { ReadyCount } from "../shared-object/ready-count";
import { healthMarks } from "../shared-status/status-marks";
import { type ObjectScope, objectShape } from "./object-question";
import { ObjectTab } from "./object-tab";
import { useHealthFacet, useNamespaceFacet } from "./use-object-facets";

/** Kinds as the API spells them; names of the API are the same in every language. */
const kinds = {
  "deployments.apps": "Deployment",
  "statefulsets.apps": "StatefulSet",
  "daemonsets.apps": "DaemonSet",
  "jobs.batch": "Job",
  "cronjobs.batch": "CronJob",
  pods: "Pod",
} as const satisfies Record<(typeof workloadResources)[number] | "pods", string>;

const scope: ObjectScope = {
  resources: [...workloadResources, "pods"],
  atFirst: workloadResources,
  sort: { key: "name", direction: "ascending" },
};
const NONE = "—";

function useWorkloadColumns(): readonly Column<ObjectRow>[] {
  const t = useTranslations("cluster.workloads");
  return useMemo(
    (): Column<ObjectRow>[] => [
      { id: "name", header: t("name"), sortKey: "name", isFixed: true, cell: (row) => <ObjectName name={row.name} /> },
      { id: "kind", header: t("kind"), widthRem: 8, cell: (row) => row.kind },
      { id: "namespace", header: t("namespace"), widthRem: 9, cell: (row) => row.namespace ?? NONE },
      {
        id: "status",
        header: t("status"),
        sortKey: "health",
        widthRem: 12,
        cell: (row) => <StatusMark {...healthMarks[row.health]} word={row.status} />,
      },
      { id: "ready", header: t("ready"), widthRem: 5, align: "end", cell: (row) => <ReadyCount ready={row.ready} desired={row.desired} /> },
      {
        id: "restarts",
        header: t("restarts"),
        widthRem: 6,
        align: "end",
        isHiddenAtFirst: true,
        cell: (row) => <Quantity value={row.restarts} unit="count" />,
      },
      {
        id: "images",
        header: t("images"),
        widthRem: 20,
        narrow: "omit",
        cell: (row) => (row.images.length === 0 ? NONE : <Code>{row.images.join(", ")}</Code>),
      },
      { id: "reason", header: t("reason"), widthRem: 18, isHiddenAtFirst: true, cell: (row) => row.reason ?? NONE },
      {
        id: "age",
        header: t("age"),
        sortKey: "age",
        widthRem: 7,
        align: "end",
        cell: (row) => <Time at={row.createdAt} show="relative" />,
      },
    ],
    [t],
  );
}

function useKindFacet(search: ListSearch): Facet {
  const t = useTranslations("cluster.workloads");
  return {
    id: "kind",
    label: t("kind"),
    options: Object.entries(kinds).map(([value, label]) => ({ value, label })),
    selected: search.facets.kind ?? [],
  };
}

/** What runs in this cluster: workloads at first, and their pods when asked for. */
export function WorkloadsTab() {
  const t = useTranslations("cluster");
  const [search, change] = useListSearch(objectShape);
  return (
    <ObjectTab
      list="cluster-workloads"
      title={t("tab.workloads")}
      scope={scope}
      columns={useWorkloadColumns()}
      facets={[useKindFacet(search), useNamespaceFacet(search), useHealthFacet(search)]}
      search={search}
      change={change}
      noneHelp={t("workloads.noneHelp")}
    />
  );
}
