"use client";
import type { ViolationRow } from "@holdfast/contracts/compliance";
import type { Facet } from "@holdfast/ui/rules/facets";
import type { ListSearch } from "@holdfast/ui/rules/list-search";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { effects, states } from "./violation-search";

const plain = (values: Iterable<string>) => [...new Set(values)].sort().map((value) => ({ value, label: value }));

/** What the list can be narrowed by. Namespaces and teams are those of the rows that are loaded, and those that narrow already. */
export function useViolationFacets({ facets }: ListSearch, rows: readonly ViolationRow[]): readonly Facet[] {
  const t = useTranslations("violations");
  const trpc = useTRPC();
  const policies = useQuery(trpc.policy.list.queryOptions());
  const clusters = useQuery(trpc.cluster.list.queryOptions());
  const selected = (id: string) => facets[id] ?? [];
  const seen = (id: string, of: (row: ViolationRow) => string | null) => plain([...selected(id), ...rows.flatMap((row) => of(row) ?? [])]);
  return [
    {
      id: "state",
      label: t("stateOf"),
      selected: selected("state"),
      options: states.map((value) => ({ value, label: t(`state.${value}`) })),
    },
    {
      ...{ id: "effect", label: t("effectOf"), selected: selected("effect") },
      options: effects.map((value) => ({ value, label: t(`effect.${value}`) })),
    },
    { id: "policy", label: t("policy"), selected: selected("policy"), options: plain((policies.data ?? []).map(({ name }) => name)) },
    { id: "cluster", label: t("cluster"), selected: selected("cluster"), options: plain((clusters.data ?? []).map(({ name }) => name)) },
    { id: "namespace", label: t("namespace"), selected: selected("namespace"), options: seen("namespace", (row) => row.namespace) },
    { id: "team", label: t("team"), selected: selected("team"), options: seen("team", (row) => row.team) },
  ];
}
