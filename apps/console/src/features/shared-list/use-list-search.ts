"use client";
import { type ListSearch, type ListSearchShape, readListSearch, writeListSearch } from "@holdfast/ui/rules/list-search";
import type { Route } from "next";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";

/** A list's state in the address, and the way to change it. Changing it replaces the entry in the history: Back leaves the list. */
export function useListSearch(shape: ListSearchShape): [ListSearch, (change: Partial<ListSearch>) => void] {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const search = useMemo(() => readListSearch(new URLSearchParams(params), shape), [params, shape]);
  const change = useCallback(
    (part: Partial<ListSearch>) => {
      const query = writeListSearch({ ...search, ...part });
      // The page itself with another query; typed routes know literals only.
      router.replace((query === "" ? pathname : `${pathname}?${query}`) as Route, { scroll: false });
    },
    [router, pathname, search],
  );
  return [search, change];
}
