"use client";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { LibraryPolicyDetail } from "./library-policy-detail";

/** One policy of the library: what it is for, its manifests and its examples. */
export function LibraryPolicyPage({ id }: { readonly id: string }) {
  const query = useQuery(useTRPC().policy.libraryPolicy.queryOptions({ id }));
  return (
    <Resolve query={query} loading={<CardSkeleton lines={24} />} isEmpty={() => false} empty={null}>
      {(policy) => <LibraryPolicyDetail policy={policy} />}
    </Resolve>
  );
}
