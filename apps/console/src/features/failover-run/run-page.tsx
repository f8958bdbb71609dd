"use client";
import type { RunId } from "@holdfast/contracts/ids";
import { Resolve } from "@holdfast/ui/resolve";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { RunSkeleton } from "./run-skeleton";
import { RunView } from "./run-view";

const never = () => false;

/** One run: how does it go, what is awaited, and what can be done about it. Kept true by the run's events. */
export function RunPage({ runId }: { readonly runId: RunId }) {
  const query = useQuery(useTRPC().failover.get.queryOptions({ runId }));
  return (
    <Resolve query={query} loading={<RunSkeleton />} isEmpty={never} empty={null}>
      {(run) => <RunView run={run} offsetMs={query.dataUpdatedAt - run.clock.getTime()} />}
    </Resolve>
  );
}
