"use client";
import type { PlanStepView } from "@holdfast/contracts/plan";
import { Badge } from "@holdfast/ui/badge";
import { Code } from "@holdfast/ui/code";
import { Duration } from "@holdfast/ui/duration";
import { useTranslations } from "next-intl";
import { bySet } from "../shared-failover/by-set";
import { StepIfLost } from "../shared-failover/step-if-lost";
import { StepSet } from "../shared-failover/step-set";
import { useStepWords } from "../shared-failover/use-step-words";

interface PlanStepItemProps {
  readonly step: PlanStepView;
  readonly number: number;
}

function PlanStepItem({ step, number }: PlanStepItemProps) {
  const t = useTranslations("failoverPlan.steps");
  const shared = useTranslations("sharedFailover.step");
  const wordsOf = useStepWords();
  return (
    <li className="grid grid-cols-[1.75rem_1fr] gap-x-2 gap-y-0.5 border-line border-b px-3 py-2 last:border-b-0 @2xl:grid-cols-[1.75rem_minmax(9rem,1fr)_minmax(12rem,2fr)_10rem]">
      <span className="text-ink-soft tabular-nums">{number}</span>
      <div className="min-w-0">
        <p className="font-semibold">
          <Code>{step.name}</Code>
        </p>
        <p className="text-ink-soft text-small">
          <Code>{step.use}</Code>
        </p>
      </div>
      <div className="col-start-2 min-w-0 @2xl:col-start-auto">
        <p className="break-words">{wordsOf(step).change}</p>
        <StepIfLost ungraceful={step.ungraceful} />
        <p className="text-ink-soft text-small">{step.effect === "changes" ? t("undo", { undo: wordsOf(step).undo }) : t("looks")}</p>
      </div>
      <div className="col-start-2 flex min-w-0 flex-wrap items-start gap-1 text-small @2xl:col-start-auto @2xl:flex-col">
        {step.clusterName !== null && <Badge>{step.clusterName}</Badge>}
        <span className="text-ink-soft">
          {t("atMost")} <Duration ms={step.timeoutSeconds * 1000} />, {t(`onFailure.${step.onFailure}`)}
        </span>
        {step.retry && (
          <span className="text-ink-soft">{shared("retry", { attempts: step.retry.attempts, seconds: step.retry.backoffSeconds })}</span>
        )}
      </div>
    </li>
  );
}

/** The steps of a plan in their order: what each does, where, how long it may take, and what happens when it fails. */
export function PlanSteps({ steps }: { readonly steps: readonly PlanStepView[] }) {
  const t = useTranslations("failoverPlan.steps");
  const item = (step: PlanStepView) => <PlanStepItem key={step.name} step={step} number={steps.indexOf(step) + 1} />;
  return (
    <ol aria-label={t("title")} className="@container flex flex-col">
      {bySet(steps).map(({ set, steps: members }) =>
        set === null ? (
          members.map(item)
        ) : (
          <StepSet key={set} name={set} count={members.length}>
            {members.map(item)}
          </StepSet>
        ),
      )}
    </ol>
  );
}
