"use client";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { ViolationDetail } from "./violation-detail";

/** One violation of a policy, by its id. */
export function ViolationPage({ id }: { readonly id: string }) {
  const query = useQuery(useTRPC().policy.violation.queryOptions({ id }));
  return (
    <Resolve query={query} loading={<CardSkeleton lines={12} />} isEmpty={() => false} empty={null}>
      {(detail) => <ViolationDetail detail={detail} />}
    </Resolve>
  );
}
