"use client";
import type { RunView, StepRunView } from "@holdfast/contracts/failover";
import { Code } from "@holdfast/ui/code";
import { Duration } from "@holdfast/ui/duration";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Link } from "@holdfast/ui/link";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { ShortHash } from "../shared-failover/short-hash";

interface FailoverFactsProps {
  readonly run: RunView;
  /** The step that waits; null when the run itself does. */
  readonly step: StepRunView | null;
}

/** Everything that the approval is bound to. The hash covers it: whatever changes, changes the hash, and the approval is void. */
export function FailoverFacts({ run, step }: FailoverFactsProps) {
  const t = useTranslations("approvals.failover");
  const workflow = useTranslations("sharedFailover.workflow");
  return (
    <KeyValueList
      items={[
        { label: t("hash"), value: <ShortHash hash={step?.subjectHash ?? run.subjectHash} isWhole /> },
        { label: t("reason"), value: run.reason },
        { label: t("by"), value: run.requestedByName },
        { label: t("pair"), value: <Code>{`${run.primary.name} → ${run.standby.name}`}</Code> },
        { label: t("workflow"), value: workflow(run.workflow) },
        { label: t("kind"), value: t(`kindOf.${run.kind}`) },
        { label: t("mode"), value: t(`modeOf.${run.mode}`) },
        { label: t("rto"), value: <Duration ms={run.rtoSeconds * 1000} /> },
        {
          label: t("plan"),
          value: (
            <span className="inline-flex flex-wrap items-center gap-x-2">
              <Link href={`/failover/plans/${run.planId}?view=versions`}>
                {t("version", { plan: run.planName, number: run.planVersion })}
              </Link>
              <ShortHash hash={run.planContentHash} />
            </span>
          ),
        },
        {
          label: t("evaluation"),
          value: (
            <span className="inline-flex flex-wrap items-center gap-x-2">
              <Time at={run.evaluation.evaluatedAt} />
              <ShortHash hash={run.evaluation.contentHash} />
            </span>
          ),
        },
        { label: t("group"), value: <Code>{run.group}</Code> },
        { label: t("run"), value: <Link href={`/failover/runs/${run.id}`}>{run.id}</Link> },
      ]}
    />
  );
}
