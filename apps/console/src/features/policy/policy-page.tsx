"use client";
import type { PolicyId } from "@holdfast/contracts/ids";
import { Resolve } from "@holdfast/ui/resolve";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { PolicyDetail } from "./policy-detail";
import { PolicySkeleton } from "./policy-skeleton";

/** One policy: where it is, what its latest version would do, and what can be done with it. */
export function PolicyPage({ policyId }: { readonly policyId: PolicyId }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.policy.get.queryOptions({ policyId }));
  const rollouts = useQuery(trpc.policy.rollouts.queryOptions({ policyId }));
  return (
    <Resolve query={query} loading={<PolicySkeleton />} isEmpty={() => false} empty={null}>
      {(policy) => <PolicyDetail policy={policy} rollouts={rollouts} />}
    </Resolve>
  );
}
