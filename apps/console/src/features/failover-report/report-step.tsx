"use client";
import type { ReportedAttempt, ReportedStep } from "@holdfast/contracts/run-report";
import { Badge } from "@holdfast/ui/badge";
import { Code } from "@holdfast/ui/code";
import { ObjectDiff } from "@holdfast/ui/object-diff";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { StepStatus } from "../shared-status/status-word";
import { Instant } from "./instant";
import { ReportCommand } from "./report-command";

/** One try of a step, line by line as the journal has it. */
function Attempt({ attempt }: { readonly attempt: ReportedAttempt }) {
  const t = useTranslations("failoverReport.step");
  const evidence = useTranslations("failoverRun.evidence");
  const say = useSay();
  return (
    <section aria-label={evidence("attempt", { number: attempt.number })} className="flex flex-col gap-2">
      <p className="font-medium">{evidence("attempt", { number: attempt.number })}</p>
      <ul className="flex flex-col gap-1 text-small">
        {attempt.boundaries.map((line) => (
          <li key={line.transition} className="flex flex-wrap gap-x-3">
            <Instant at={line.at} />
            <span>{evidence(`transition.${line.transition}`)}</span>
            <span className="text-ink-soft">{t("lease", { epoch: line.leaseEpoch })}</span>
            {line.note !== "" && <span className="break-words text-ink-soft">{say({ message: line.note, phrase: line.phrase })}</span>}
          </li>
        ))}
      </ul>
      {attempt.commands.map((command) => (
        <ReportCommand key={command.id} command={command} />
      ))}
    </section>
  );
}

/** One step of a report, whole: nothing is folded away, for it is printed. */
export function ReportStep({ step }: { readonly step: ReportedStep }) {
  const t = useTranslations("failoverReport.step");
  const run = useTranslations("failoverRun.steps");
  const say = useSay();
  return (
    <li className="flex break-inside-avoid-page flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="w-6 text-right text-ink-soft tabular-nums">{step.index + 1}</span>
        <h3 className="font-semibold">{step.name}</h3>
        <Code>{step.use}</Code>
        <StepStatus of={step.state} />
        {step.isIrreversible && <Badge tone="caution">{run("irreversible")}</Badge>}
      </div>
      <div className="flex flex-col gap-2 sm:pl-9">
        <p className="break-words">
          {step.object}
          {step.clusterName !== null && <span className="text-ink-soft"> · {step.clusterName}</span>}
        </p>
        {step.message !== "" && <p className="break-words text-ink-soft">{say(step)}</p>}
        {step.changes.map((change) => (
          <ObjectDiff key={`${change.kind} ${change.namespace ?? ""} ${change.name}`} difference={change} />
        ))}
        {step.attempts.length === 0 && <p className="text-ink-soft">{t("notBegun")}</p>}
        {step.attempts.map((attempt) => (
          <Attempt key={attempt.number} attempt={attempt} />
        ))}
      </div>
    </li>
  );
}
