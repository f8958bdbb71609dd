"use client";
import type { CheckedPlan } from "@holdfast/contracts/plan";
import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPCClient } from "../../trpc/client";

/** From the last key until the text is asked about: short enough to feel live, long enough not to ask at each key. */
const PAUSE_MS = 350;

/** The value as it was when it last stood still for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** What the server would say to this text, kept true while it is written; the answer to an older text stays until the next. */
export function usePlanCheck(yaml: string): UseQueryResult<CheckedPlan> & { readonly isCurrent: boolean } {
  const client = useTRPCClient();
  const settled = useSettled(yaml);
  const query = useQuery({
    queryKey: ["plan.check", settled],
    queryFn: ({ signal }) => client.plan.check.mutate({ yaml: settled }, { signal }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  return { ...query, isCurrent: settled === yaml && !query.isPlaceholderData && query.isSuccess };
}
