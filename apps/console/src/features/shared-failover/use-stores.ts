"use client";
import type { StoreView } from "@holdfast/contracts/data-store";
import type { PlanId } from "@holdfast/contracts/ids";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";

/** The data stores of a plan as they were measured last; null until they are read. Kept true by the measuring's events. */
export function useStores(planId: PlanId): readonly StoreView[] | null {
  const { data } = useQuery(useTRPC().plan.stores.queryOptions({ planId }));
  return data ? data.flatMap(({ stores }) => stores) : null;
}
