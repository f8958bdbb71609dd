"use client";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import { workloadResources } from "@holdfast/contracts/resources";
import { Code } from "@holdfast/ui/code";
import type { Column } from "@holdfast/ui/column";
import { Quantity } from "@holdfast/ui/quantity";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useListSearch } from "../shared-list/use-list-search";
import { ReadyCount } from "../shared-object/ready-count";
import { type ObjectScope, objectShape } from "./object-question";
import { ObjectTab } from "./object-tab";
import { NONE, useObjectColumns } from "./use-object-columns";
import { useHealthFacet, useKindFacet, useNamespaceFacet } from "./use-object-facets";

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

function useWorkloadColumns(): readonly Column<ObjectRow>[] {
  const t = useTranslations("cluster.workloads");
  const { first, last } = useObjectColumns();
  return useMemo(
    (): Column<ObjectRow>[] => [
      ...first,
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
      ...last,
    ],
    [t, first, last],
  );
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
      facets={[useKindFacet(search, kinds), useNamespaceFacet(search), useHealthFacet(search)]}
      search={search}
      change={change}
      noneHelp={t("workloads.noneHelp")}
    />
  );
}
