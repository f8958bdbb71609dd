"use client";
import type { RunView } from "@holdfast/contracts/failover";
import { Badge } from "@holdfast/ui/badge";
import { LinkButton } from "@holdfast/ui/button";
import { Stack } from "@holdfast/ui/stack";
import { Timeline } from "@holdfast/ui/timeline";
import { useTranslations } from "next-intl";

const addressOf = (run: RunView, step: string | null) =>
  `/approvals?item=${step === null ? `failover:${run.id}` : `failoverStep:${run.id}:${step}`}`;

/** Who has said what, how many are needed, and the way to decide for whoever may. */
export function RunApprovals({ run }: { readonly run: RunView }) {
  const t = useTranslations("failoverRun.approvals");
  const given = run.approvals.filter((approval) => approval.step === null && approval.decision === "approve").length;
  const waiting = run.steps.find((step) => step.decide !== null);
  const step = run.phase === "AwaitingApproval" ? null : (waiting?.name ?? undefined);
  return (
    <Stack gap="s">
      <p className="font-medium">{t("given", { given, required: run.approvalsRequired })}</p>
      {run.approvals.length > 0 && (
        <Timeline
          label={t("title")}
          entries={run.approvals.map((approval) => ({
            id: `${approval.step ?? ""} ${approval.approverName}`,
            at: approval.at,
            title: (
              <span className="inline-flex flex-wrap items-center gap-1.5">
                {t(approval.decision)} {approval.step !== null && <Badge>{approval.step}</Badge>}
              </span>
            ),
            actor: approval.approverName,
            detail: approval.comment === "" ? undefined : approval.comment,
            tone: approval.decision === "approve" ? "good" : "bad",
            shape: approval.decision === "approve" ? "tick" : "cross",
          }))}
        />
      )}
      {step !== undefined && (
        <div>
          <LinkButton href={addressOf(run, step)} size="s">
            {t("open")}
          </LinkButton>
        </div>
      )}
    </Stack>
  );
}
