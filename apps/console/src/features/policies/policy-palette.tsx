"use client";
import { usePaletteSource } from "@holdfast/ui/command-palette";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC } from "../../trpc/client";
import { filterPolicies } from "./policy-filter";

const MOST_FOUND = 8;

/** Lets the palette find every policy by a part of its name or description. Draws nothing. */
export function PolicyPalette(): null {
  const t = useTranslations("policies");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const group = t("title");
  usePaletteSource(
    useMemo(
      () => ({
        id: "policies",
        search: async (query: string) => {
          const policies = await queryClient.fetchQuery(trpc.policy.list.queryOptions());
          return filterPolicies(policies, query, [])
            .slice(0, MOST_FOUND)
            .map(({ id, name, description }) => ({
              id: `policy.${id}`,
              label: name,
              keywords: description,
              group,
              href: `/policies/${id}`,
            }));
        },
      }),
      [queryClient, trpc, group],
    ),
  );
  return null;
}
