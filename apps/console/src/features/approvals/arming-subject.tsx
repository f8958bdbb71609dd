"use client";
import type { ArmingView, PlanAutomation } from "@holdfast/contracts/arming";
import type { PlanId } from "@holdfast/contracts/ids";
import type { PlanView } from "@holdfast/contracts/plan";
import { Code } from "@holdfast/ui/code";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Link } from "@holdfast/ui/link";
import { OutsideText } from "@holdfast/ui/outside-text";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { AcceptedLoss } from "../shared-failover/accepted-loss";
import { ShortHash } from "../shared-failover/short-hash";
import { StepSummary } from "../shared-failover/step-summary";
import { stepsInMode } from "../shared-failover/steps-in-mode";
import { ArmingDecision } from "./arming-decision";

interface SubjectProps {
  readonly plan: PlanView;
  readonly arming: ArmingView;
  readonly trigger: PlanAutomation["trigger"];
  readonly offsetMs: number;
}

function Subject({ plan, arming, trigger, offsetMs }: SubjectProps) {
  const t = useTranslations("approvals");
  const words = useTranslations("arming");
  const { primaryName: primary, standbyName: standby } = arming;
  return (
    <Stack gap="m">
      <ArmingDecision arming={arming} planName={plan.name} offsetMs={offsetMs} />
      <Panel title={t("failover.what")}>
        <KeyValueList
          items={[
            { label: t("failover.pair"), value: <Code>{`${primary} → ${standby}`}</Code> },
            { label: words("until"), value: <Time at={arming.armedUntil} /> },
            ...(trigger
              ? [{ label: words("when"), value: words("condition", { seconds: trigger.holdDownSeconds, url: trigger.probe.url, standby }) }]
              : []),
            { label: t("failover.reason"), value: <OutsideText>{arming.reason}</OutsideText> },
            { label: t("failover.by"), value: <OutsideText>{arming.requestedByName}</OutsideText> },
            {
              label: t("failover.plan"),
              value: (
                <Link href={`/failover/plans/${plan.id}`}>{t("failover.version", { plan: plan.name, number: arming.planVersion })}</Link>
              ),
            },
            { label: t("failover.hash"), value: <ShortHash hash={arming.subjectHash} /> },
          ]}
        />
      </Panel>
      <Panel title={t("failover.steps")}>
        <StepSummary steps={stepsInMode(plan.activate.steps, "ungraceful")} />
      </Panel>
      <AcceptedLoss accepted={arming.acceptedLoss} />
    </Stack>
  );
}

/** A plan that may be begun without a person, if enough say yes: what exactly, when, and until when. */
export function ArmingSubject({ planId }: { readonly planId: PlanId }) {
  const trpc = useTRPC();
  const automation = useQuery(trpc.plan.automation.queryOptions({ planId }));
  const plan = useQuery(trpc.plan.get.queryOptions({ planId }));
  const offsetMs = automation.data ? automation.dataUpdatedAt - automation.data.clock.getTime() : 0;
  return (
    <Resolve query={automation} loading={<CardSkeleton lines={12} />} isEmpty={() => false} empty={null}>
      {({ arming, trigger }) =>
        arming && plan.data ? (
          <Subject plan={plan.data} arming={arming} trigger={trigger} offsetMs={offsetMs} />
        ) : (
          <CardSkeleton lines={12} />
        )
      }
    </Resolve>
  );
}
