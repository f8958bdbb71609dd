"use client";
import type { AttemptView, StepRunView } from "@holdfast/contracts/failover";
import { Duration } from "@holdfast/ui/duration";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { ObjectDiff } from "@holdfast/ui/object-diff";
import { Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { Timeline, type TimelineEntry } from "@holdfast/ui/timeline";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { StepCommand } from "./step-command";

const failures = ["failed", "undoFailed"];
const successes = ["verified", "undone"];

/** One try; the last is open, those before it can be opened. */
function Attempt({ attempt, isLast }: { readonly attempt: AttemptView; readonly isLast: boolean }) {
  const t = useTranslations("failoverRun.evidence");
  const say = useSay();
  const entries = attempt.boundaries.map((boundary): TimelineEntry => {
    const isBad = failures.includes(boundary.transition);
    const isGood = successes.includes(boundary.transition);
    return {
      id: boundary.transition,
      at: boundary.at,
      title: t(`transition.${boundary.transition}`),
      detail: boundary.note === "" ? undefined : say({ message: boundary.note, phrase: boundary.phrase }),
      tone: isBad ? "bad" : isGood ? "good" : "busy",
      shape: isBad ? "cross" : isGood ? "tick" : "ring",
    };
  });
  return (
    <details open={isLast} className="group/attempt rounded-m border border-line">
      <summary className="flex min-h-8 cursor-pointer items-center gap-2 px-3 py-1 font-semibold hover:bg-hover">
        <ChevronRight className="size-4 text-ink-soft group-open/attempt:rotate-90" aria-hidden="true" />
        {t("attempt", { number: attempt.number })}
      </summary>
      <div className="flex flex-col gap-3 border-line border-t px-3 py-3">
        <Timeline label={t("boundaries", { number: attempt.number })} entries={entries} />
        {attempt.commands.map((command) => (
          <StepCommand key={command.id} command={command} />
        ))}
      </div>
    </details>
  );
}

/** What is known about a step: what a dry run said it would change, every try, every order and every receipt. */
export function StepEvidence({ step }: { readonly step: StepRunView }) {
  const t = useTranslations("failoverRun.evidence");
  const shared = useTranslations("sharedFailover.step");
  return (
    <Stack gap="m">
      <KeyValueList
        layout="wide"
        items={[
          { label: t("started"), value: <Time at={step.startedAt} /> },
          { label: t("finished"), value: <Time at={step.finishedAt} /> },
          { label: t("timeout"), value: <Duration ms={step.timeoutSeconds * 1000} /> },
          { label: t("deadline"), value: <Time at={step.finishedAt === null ? step.deadlineAt : null} /> },
          {
            label: t("retry"),
            value: step.retry ? shared("retry", { attempts: step.retry.attempts, seconds: step.retry.backoffSeconds }) : t("noRetry"),
          },
          { label: t("onFailure"), value: t(`failure.${step.onFailure}`) },
        ]}
      />
      {step.changes.map((change) => (
        <ObjectDiff key={`${change.kind} ${change.namespace ?? ""} ${change.name}`} difference={change} />
      ))}
      {step.attempts.length === 0 ? (
        <p className="text-ink-soft">{t("notBegun")}</p>
      ) : (
        step.attempts.toReversed().map((attempt, index) => <Attempt key={attempt.number} attempt={attempt} isLast={index === 0} />)
      )}
    </Stack>
  );
}
