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

/** Narrowing by kind, among those of a list: the API's words by resource. */
export function useKindFacet(search: ListSearch, kinds: Readonly<Record<string, string>>): Facet {
  const t = useTranslations("cluster.workloads");
  return {
    id: "kind",
    label: t("kind"),
    options: Object.entries(kinds).map(([value, label]) => ({ value, label })),
    selected: search.facets.kind ?? [],
  };
}
