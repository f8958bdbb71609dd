"use client";
import type { Facet } from "@holdfast/ui/rules/facets";
import type { ListSearch } from "@holdfast/ui/rules/list-search";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { outcomes } from "./audit-search";

/** What the trail can be narrowed by, besides who and when. Kind and target come from links only, so they are shown while they narrow. */
export function useAuditFacets(search: ListSearch, clusterNames: ReadonlyMap<string, string>): readonly Facet[] {
  const t = useTranslations("audit");
  const actions = useQuery(useTRPC().audit.actions.queryOptions());
  const selected = (facet: string) => search.facets[facet] ?? [];
  const linked = (id: "kind" | "target"): Facet[] =>
    selected(id).length === 0 ? [] : [{ id, label: t(`facet.${id}`), options: [], selected: selected(id) }];
  return [
    {
      id: "action",
      label: t("facet.action"),
      options: (actions.data ?? []).map((action) => ({ value: action, label: action })),
      selected: selected("action"),
    },
    {
      id: "outcome",
      label: t("facet.outcome"),
      options: outcomes.map((outcome) => ({ value: outcome, label: t(`outcome.${outcome}`) })),
      selected: selected("outcome"),
    },
    {
      id: "cluster",
      label: t("facet.cluster"),
      options: [...clusterNames].map(([id, name]) => ({ value: id, label: name })),
      selected: selected("cluster"),
    },
    ...linked("kind"),
    ...linked("target"),
  ];
}

/** The facets of which the trail takes one value: the one that was chosen last. */
const single = new Set(["outcome", "cluster"]);

/** The values of a facet after a choice. */
export const chosenValues = (id: string, before: readonly string[], after: readonly string[]): string[] =>
  single.has(id) && after.length > 1 ? after.filter((value) => !before.includes(value)) : [...after];
