"use client";
import type { RolloutId } from "@holdfast/contracts/ids";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { RolloutDetail } from "./rollout-detail";

/** One rollout, as it goes: every event of it is on the page a moment later. */
export function RolloutPage({ rolloutId }: { readonly rolloutId: RolloutId }) {
  const query = useQuery(useTRPC().policy.rollout.queryOptions({ rolloutId }));
  return (
    <Resolve
      query={query}
      loading={
        <Stack gap="m">
          <CardSkeleton lines={3} />
          <CardSkeleton lines={5} />
          <CardSkeleton lines={5} />
        </Stack>
      }
      isEmpty={() => false}
      empty={null}
    >
      {(rollout) => <RolloutDetail rollout={rollout} />}
    </Resolve>
  );
}
