"use client";
import type { Route } from "next";
import { useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { searchHref } from "../shared-search/search-href";
import { readQuery } from "./read-query";

/** What is searched for, in the address, and the way to ask something else. Every query is an entry of the history: Back leads to the one before. */
export function useQueryAddress(): [string, (query: string) => void] {
  const router = useRouter();
  const params = useSearchParams();
  const query = useMemo(() => readQuery(new URLSearchParams(params)), [params]);
  const ask = useCallback(
    (next: string) => {
      // The page itself with another query; typed routes know literals only.
      router.push(searchHref(next) as Route, { scroll: false });
    },
    [router],
  );
  return [query, ask];
}
