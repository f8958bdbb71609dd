"use client";
import type { PlanVersionView, PlanView, WorkflowView } from "@holdfast/contracts/plan";
import { Duration } from "@holdfast/ui/duration";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Notice } from "@holdfast/ui/notice";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { DataLoss } from "../shared-failover/data-loss";
import { FindingList } from "../shared-failover/finding-list";
import { ShortHash } from "../shared-failover/short-hash";
import { StepSummary } from "../shared-failover/step-summary";
import { stepsInMode } from "../shared-failover/steps-in-mode";

interface ApproversProps {
  readonly plan: PlanView;
  readonly latest: PlanVersionView;
}

interface RequestConsequenceProps extends ApproversProps {
  readonly workflow: WorkflowView;
}

/** Who may let the run start; too few of them is said before the request, not after. */
function Approvers({ plan, latest }: ApproversProps) {
  const t = useTranslations("failoverPlan.request");
  const { required, expiresAfterSeconds } = latest.spec.spec.approvals;
  if (plan.approvers.length < required)
    return (
      <Notice tone="bad" shape="cross" title={t("tooFewApprovers", { required, able: plan.approvers.length })}>
        <p>{t("tooFewApproversHelp")}</p>
      </Notice>
    );
  return (
    <p>
      {t("approvers", { required, names: plan.approvers.join(", ") })} {t("within")} <Duration ms={expiresAfterSeconds * 1000} />.
    </p>
  );
}

/** What would happen if the request were approved. */
export function RequestConsequence({ plan, latest, workflow }: RequestConsequenceProps) {
  const t = useTranslations("failoverPlan.request");
  const { rtoSeconds } = latest.spec.spec;
  const { primary, standby } = workflow;
  const steps = stepsInMode(workflow.steps, workflow.mode);
  const warnings = workflow.evaluation?.findings.filter((finding) => finding.severity !== "info") ?? [];
  return (
    <Stack gap="m">
      <KeyValueList
        layout="wide"
        items={[
          { label: t("mode"), value: t(`modes.${workflow.mode}`, { primary }) },
          { label: t("rto"), value: <Duration ms={rtoSeconds * 1000} /> },
          {
            label: t("version"),
            value: (
              <span className="inline-flex items-center gap-2">
                {latest.number} <ShortHash hash={latest.contentHash} />
              </span>
            ),
          },
        ]}
      />
      <section aria-labelledby="request-steps" className="flex flex-col gap-2">
        <h3 id="request-steps" className="font-semibold text-lead">
          {t("steps", { primary, standby })}
        </h3>
        <StepSummary steps={steps} />
      </section>
      <DataLoss planId={plan.id} steps={steps} primary={primary} standby={standby} mode={workflow.mode} />
      {warnings.length > 0 && <FindingList findings={warnings} />}
      <section aria-labelledby="request-approvers" className="flex flex-col gap-1">
        <h3 id="request-approvers" className="font-semibold text-lead">
          {t("whoApproves")}
        </h3>
        <Approvers plan={plan} latest={latest} />
      </section>
    </Stack>
  );
}
