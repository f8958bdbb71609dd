"use client";
import type { GateView } from "@holdfast/contracts/gate";
import type { RolloutId } from "@holdfast/contracts/ids";
import type { RolloutView } from "@holdfast/contracts/policy";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { RolloutChanges } from "./rollout-changes";
import { RolloutDecision } from "./rollout-decision";
import { RolloutFacts } from "./rollout-facts";

const never = () => false;

function Subject({ rollout, gate }: { readonly rollout: RolloutView; readonly gate: GateView }) {
  const t = useTranslations("approvals.rollout");
  const query = useQuery(useTRPC().policy.get.queryOptions({ policyId: rollout.policyId }));
  return (
    <Stack gap="m">
      <RolloutDecision rollout={rollout} gate={gate} />
      <Panel title={t("what")}>
        <RolloutFacts rollout={rollout} version={query.data?.versions.find((each) => each.number === rollout.toVersion) ?? null} />
      </Panel>
      <Resolve query={query} loading={<CardSkeleton lines={8} />} isEmpty={never} empty={null}>
        {(policy) => <RolloutChanges rollout={rollout} policy={policy} />}
      </Resolve>
    </Stack>
  );
}

/** A rollout of a policy that stands before its next wave. `gate` says whether the reader may let it go on. */
export function RolloutSubject({ rolloutId, gate }: { readonly rolloutId: RolloutId; readonly gate: GateView }) {
  const query = useQuery(useTRPC().policy.rollout.queryOptions({ rolloutId }));
  return (
    <Resolve query={query} loading={<CardSkeleton lines={12} />} isEmpty={never} empty={null}>
      {(rollout) => <Subject rollout={rollout} gate={gate} />}
    </Resolve>
  );
}
