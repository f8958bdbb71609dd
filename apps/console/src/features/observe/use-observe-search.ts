"use client";
import type { Route } from "next";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type ObserveSearch, observeHref, readObserve } from "./observe-search";

/** The state of the observe screens in the address, and the way to change it. Changing it replaces the entry in the history. */
export function useObserveSearch(): [ObserveSearch, (change: Partial<ObserveSearch>) => void] {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const search = useMemo(() => readObserve(new URLSearchParams(params)), [params]);
  const change = useCallback(
    (part: Partial<ObserveSearch>) => {
      // The page itself with another query; typed routes know literals only.
      router.replace(observeHref(pathname, { ...search, ...part }) as Route, { scroll: false });
    },
    [router, pathname, search],
  );
  return [search, change];
}
