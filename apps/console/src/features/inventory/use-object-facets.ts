"use client";
import type { Facet } from "@holdfast/ui/rules/facets";
import type { ListSearch } from "@holdfast/ui/rules/list-search";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { inventoryQuestion } from "./inventory-search";

const healths = ["Healthy", "Suspended", "Progressing", "Missing", "Degraded", "Unknown"] as const;
/** What the API gives in one page; a fleet with more namespaces than that is searched by name instead. */
const MOST_NAMESPACES = 200;

const named = (id: string, label: string, selected: readonly string[]): Facet[] =>
  selected.length === 0 ? [] : [{ id, label, options: [], selected }];

/** What a list of objects can be narrowed by. Node and owner come from links only, so they are shown while they narrow. */
export function useObjectFacets(search: ListSearch): readonly Facet[] {
  const t = useTranslations("inventory.facet");
  const health = useTranslations("status.health");
  const trpc = useTRPC();
  const { clusterIds } = inventoryQuestion(search);
  const clusters = useQuery(trpc.cluster.list.queryOptions());
  const namespaces = useQuery(
    trpc.inventory.list.queryOptions({ resources: ["namespaces"], limit: MOST_NAMESPACES, ...(clusterIds ? { clusterIds } : {}) }),
  );
  const names = [...new Set(namespaces.data?.rows.map((row) => row.name))];
  const selected = (facet: string) => search.facets[facet] ?? [];
  return [
    {
      id: "cluster",
      label: t("cluster"),
      options: clusters.data?.map(({ id, name }) => ({ value: id, label: name })) ?? [],
      selected: selected("cluster"),
    },
    {
      id: "namespace",
      label: t("namespace"),
      options: names.map((name) => ({ value: name, label: name })),
      selected: selected("namespace"),
    },
    {
      id: "health",
      label: t("health"),
      options: healths.map((word) => ({ value: word, label: health(word) })),
      selected: selected("health"),
    },
    ...named("node", t("node"), selected("node")),
    ...named("owner", t("owner"), selected("owner")),
  ];
}
