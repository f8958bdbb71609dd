"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTRPC } from "./client";
import { rightsOf } from "./rights-of";

/** Has everything on the screen asked anew when what the reader may do has changed: what they may see no longer goes, and what they may see now comes. */
export function useRights(): void {
  const queryClient = useQueryClient();
  const rights = rightsOf(useQuery(useTRPC().self.me.queryOptions()).data);
  const known = useRef<string | null>(null);
  useEffect(() => {
    if (rights === null || known.current === rights) return;
    const hasChanged = known.current !== null;
    known.current = rights;
    if (hasChanged) void queryClient.invalidateQueries();
  }, [rights, queryClient]);
}
