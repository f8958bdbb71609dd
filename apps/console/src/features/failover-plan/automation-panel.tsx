"use client";
import type { PlanVersionView, PlanView } from "@holdfast/contracts/plan";
import { Button } from "@holdfast/ui/button";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useGateRefusal } from "../../i18n/use-gate-refusal";
import { useTRPC } from "../../trpc/client";
import { ArmDialog } from "./arm-dialog";
import { ArmingState } from "./arming-state";
import { DisarmButton } from "./disarm-button";
import { WatchState } from "./watch-state";

/** The hub writes what it sees when it changes, and every five seconds: while it watches, the page asks as often as that is worth. */
const WATCHED_MS = 3000;

interface AutomationPanelProps {
  readonly plan: PlanView;
  readonly latest: PlanVersionView;
}

/** What a plan does without a person: until when it is armed, what is seen of its primary from each side, and why nothing happens. */
export function AutomationPanel({ plan, latest }: AutomationPanelProps) {
  const t = useTranslations("arming");
  const refusalOf = useGateRefusal();
  const [isAsking, setAsking] = useState(false);
  const query = useQuery({
    ...useTRPC().plan.automation.queryOptions({ planId: plan.id }),
    refetchInterval: (of) => (of.state.data?.arming?.phase === "Armed" ? WATCHED_MS : false),
  });
  const offsetMs = query.data ? query.dataUpdatedAt - query.data.clock.getTime() : 0;
  return (
    <Resolve query={query} loading={<CardSkeleton lines={4} />} isEmpty={() => false} empty={null}>
      {(automation) => (
        <Panel
          title={t("title")}
          actions={
            <>
              {automation.arming && <DisarmButton arming={automation.arming} planName={plan.name} />}
              {automation.arming?.phase !== "Armed" && automation.arming?.phase !== "AwaitingApproval" && (
                <Button refusal={refusalOf(automation.arm)} onClick={() => setAsking(true)}>
                  {t("arm")}
                </Button>
              )}
            </>
          }
        >
          <Stack gap="m">
            <ArmingState automation={automation} planId={plan.id} />
            {automation.arming?.phase === "Armed" && <WatchState watch={automation.arming.watch} offsetMs={offsetMs} />}
          </Stack>
          {isAsking && <ArmDialog plan={plan} latest={latest} onClose={() => setAsking(false)} />}
        </Panel>
      )}
    </Resolve>
  );
}
