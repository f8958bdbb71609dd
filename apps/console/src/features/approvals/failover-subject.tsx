"use client";
import type { RunView } from "@holdfast/contracts/failover";
import type { RunId } from "@holdfast/contracts/ids";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { AcceptedLoss } from "../shared-failover/accepted-loss";
import { DataLoss } from "../shared-failover/data-loss";
import { FindingList } from "../shared-failover/finding-list";
import { StepSummary } from "../shared-failover/step-summary";
import { FailoverChanges } from "./failover-changes";
import { FailoverDecision } from "./failover-decision";
import { FailoverFacts } from "./failover-facts";

const never = () => false;

function Subject({ run, step, offsetMs }: { readonly run: RunView; readonly step: string | null; readonly offsetMs: number }) {
  const t = useTranslations("approvals.failover");
  const waiting = run.steps.find((each) => each.name === step);
  // A step that waits lets go on with what comes after it; what is done already is no part of the question.
  const steps = waiting === undefined ? run.steps : run.steps.slice(waiting.index + 1);
  return (
    <Stack gap="m">
      <FailoverDecision run={run} step={waiting ?? null} offsetMs={offsetMs} />
      <Panel title={t("what")}>
        <FailoverFacts run={run} step={waiting ?? null} />
      </Panel>
      <Panel title={step === null ? t("steps") : t("stepsAfter", { step })}>
        {steps.length === 0 ? <p className="text-ink-soft">{t("noMoreSteps")}</p> : <StepSummary steps={steps} />}
      </Panel>
      {step === null && <FailoverChanges run={run} />}
      <AcceptedLoss accepted={run.acceptedLoss} />
      <DataLoss planId={run.planId} steps={run.steps} primary={run.primary.name} standby={run.standby.name} mode={run.mode} />
      <Panel title={t("findings")}>
        <FindingList findings={run.evaluation.findings} />
      </Panel>
    </Stack>
  );
}

/** A failover, or a step of one that waits, as it was frozen when it was asked for. */
export function FailoverSubject({ runId, step }: { readonly runId: RunId; readonly step: string | null }) {
  const query = useQuery(useTRPC().failover.get.queryOptions({ runId }));
  return (
    <Resolve query={query} loading={<CardSkeleton lines={12} />} isEmpty={never} empty={null}>
      {(run) => <Subject run={run} step={step} offsetMs={query.dataUpdatedAt - run.clock.getTime()} />}
    </Resolve>
  );
}
