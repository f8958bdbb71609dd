"use client";
import type { Facet } from "@holdfast/ui/rules/facets";
import type { ListSearch } from "@holdfast/ui/rules/list-search";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { useTheCluster } from "./cluster-context";
import { healths } from "./object-question";

/** What the API gives in one page; a cluster with more namespaces than that is searched by name instead. */
const MOST_NAMESPACES = 200;

/** Narrowing by health. */
export function useHealthFacet(search: ListSearch): Facet {
  const t = useTranslations("cluster.objects");
  const health = useTranslations("status.health");
  return {
    id: "health",
    label: t("health"),
    options: healths.map((value) => ({ value, label: health(value) })),
    selected: search.facets.health ?? [],
  };
}

/** Narrowing by namespace, with those that this cluster has. */
export function useNamespaceFacet(search: ListSearch): Facet {
  const t = useTranslations("cluster.objects");
  const { id } = useTheCluster();
  const namespaces = useQuery(
    useTRPC().inventory.list.queryOptions({ resources: ["namespaces"], clusterIds: [id], limit: MOST_NAMESPACES }),
  );
  return {
    id: "namespace",
    label: t("namespace"),
    options: namespaces.data?.rows.map(({ name }) => ({ value: name, label: name })) ?? [],
    selected: search.facets.namespace ?? [],
  };
}
