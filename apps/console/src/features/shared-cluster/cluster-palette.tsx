"use client";
import { usePaletteSource } from "@holdfast/ui/command-palette";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC } from "../../trpc/client";

const MOST_FOUND = 8;

/** Lets the palette find every cluster by a part of its name, its region or what it is for. Draws nothing. */
export function ClusterPalette(): null {
  const t = useTranslations("nav");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const group = t("clusters");
  usePaletteSource(
    useMemo(
      () => ({
        id: "clusters",
        search: async (query: string) => {
          const clusters = await queryClient.fetchQuery(trpc.cluster.list.queryOptions());
          const word = query.trim().toLowerCase();
          return clusters
            .filter(({ name, region, environment }) => `${name} ${region} ${environment}`.toLowerCase().includes(word))
            .slice(0, MOST_FOUND)
            .map(({ id, name, region }) => ({ id: `cluster.${id}`, label: name, keywords: region, group, href: `/clusters/${name}` }));
        },
      }),
      [queryClient, trpc, group],
    ),
  );
  return null;
}
