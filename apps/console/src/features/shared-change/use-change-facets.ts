"use client";
import type { ClusterId } from "@holdfast/contracts/ids";
import type { Facet } from "@holdfast/ui/rules/facets";
import type { ListSearch } from "@holdfast/ui/rules/list-search";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { operations } from "./change-marks";

/** What the API gives in one page; of more namespaces than that the list is narrowed by name instead. */
const MOST_NAMESPACES = 200;

/** What a list of changes can be narrowed by, besides when: over the fleet by cluster, too. */
export function useChangeFacets(search: ListSearch, clusterId: ClusterId | null): readonly Facet[] {
  const t = useTranslations("change");
  const trpc = useTRPC();
  const about = clusterId === null ? {} : { clusterIds: [clusterId] };
  const kinds = useQuery(trpc.inventory.counts.queryOptions(about));
  const spaces = useQuery(trpc.inventory.list.queryOptions({ ...about, resources: ["namespaces"], limit: MOST_NAMESPACES }));
  const clusters = useQuery(trpc.cluster.list.queryOptions(undefined, { enabled: clusterId === null }));
  const selected = (facet: string) => search.facets[facet] ?? [];
  const namespaces = [...new Set(spaces.data?.rows.map(({ name }) => name))].sort();
  return [
    ...(clusterId === null
      ? [
          {
            id: "cluster",
            label: t("column.cluster"),
            options: (clusters.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
            selected: selected("cluster"),
          },
        ]
      : []),
    {
      id: "decisions",
      label: t("what"),
      options: [{ value: "yes", label: t("onlyDecisions") }],
      selected: selected("decisions"),
    },
    {
      id: "operation",
      label: t("column.operation"),
      options: operations.map((value) => ({ value, label: t(`operation.${value}`) })),
      selected: selected("operation"),
    },
    {
      id: "kind",
      label: t("column.kind"),
      // Warnings are told by the cluster, not decided: their changes are not kept.
      options: (kinds.data ?? [])
        .filter(({ resource }) => resource !== "events")
        .map(({ resource, kind }) => ({ value: resource, label: kind })),
      selected: selected("kind"),
    },
    {
      id: "namespace",
      label: t("column.namespace"),
      options: namespaces.map((name) => ({ value: name, label: name })),
      selected: selected("namespace"),
    },
  ];
}
