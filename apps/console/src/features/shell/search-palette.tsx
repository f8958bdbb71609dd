"use client";
import { usePaletteSource } from "@holdfast/ui/command-palette";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { searchHref } from "../shared-search/search-href";

/** Lets the palette search the whole fleet for what was typed into it. Draws nothing. */
export function SearchPalette(): null {
  const t = useTranslations("shell");
  usePaletteSource(
    useMemo(
      () => ({
        id: "search",
        search: async (query: string) => [
          { id: "search.fleet", label: t("searchFleet", { query }), keywords: query, group: t("group.search"), href: searchHref(query) },
        ],
      }),
      [t],
    ),
  );
  return null;
}
