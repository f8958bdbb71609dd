"use client";
import { type QueryKey, useInfiniteQuery } from "@tanstack/react-query";

/**
 * The pages of a list, one after the other. `queryKey` is the procedure's own with the question, so that events find it; `read`
 * asks for the page at a cursor. With `list`, which says what is listed, the rows before stand while that list is narrowed, so
 * that nothing flickers (`isPlaceholderData`). Nothing is asked while `isAsked` is false. tRPC's own infinite query is not used: it adds a field `direction` to every
 * question, which the contracts refuse or mean something else by.
 */
export const usePages = <Page extends { readonly nextCursor: string | null }>(
  queryKey: QueryKey,
  read: (cursor: string | null, signal: AbortSignal) => Promise<Page>,
  list?: string,
  isAsked = true,
) =>
  useInfiniteQuery({
    queryKey: [...queryKey, "pages", list ?? null],
    enabled: isAsked,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    // The type of the first cursor is that of all.
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: (before, query) => (list !== undefined && query?.queryKey.at(-1) === list ? before : undefined),
  });
