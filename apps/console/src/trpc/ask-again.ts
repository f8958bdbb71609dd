import type { QueryClient, QueryKey } from "@tanstack/react-query";

/**
 * Makes questions be asked again without disturbing one that is under way: that one finishes first, and is then asked once
 * more. Under a storm of events a long list would otherwise begin anew each time, and never end.
 */
export function askAgain(queryClient: QueryClient): (queryKey: QueryKey) => void {
  const late = new Set<string>();
  return (queryKey) => {
    for (const query of queryClient.getQueryCache().findAll({ queryKey, fetchStatus: "fetching" })) {
      if (late.has(query.queryHash)) continue;
      late.add(query.queryHash);
      const once = () => {
        late.delete(query.queryHash);
        void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true });
      };
      void query.promise?.then(once, once);
    }
    void queryClient.invalidateQueries({ queryKey, predicate: ({ queryHash }) => !late.has(queryHash) });
  };
}
