"use client";
import type { Route } from "next";
import { useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { readSearchAddress, type SearchAddress, writeSearchAddress } from "./search-address";

/** What is searched for, in the address, and the way to change it. Every query is an entry of the history: Back leads to the one before. */
export function useSearchAddress(): [SearchAddress, (change: Partial<SearchAddress>) => void] {
  const router = useRouter();
  const params = useSearchParams();
  const address = useMemo(() => readSearchAddress(new URLSearchParams(params)), [params]);
  const change = useCallback(
    (part: Partial<SearchAddress>) => {
      const query = writeSearchAddress({ ...address, ...part });
      // The page itself with another query; typed routes know literals only.
      router.push((query === "" ? "/search" : `/search?${query}`) as Route, { scroll: false });
    },
    [router, address],
  );
  return [address, change];
}
