"use client";
import type { RunView, StepRunView } from "@holdfast/contracts/failover";
import { ConfirmDialog } from "@holdfast/ui/confirm-dialog";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ShortHash } from "../shared-failover/short-hash";
import { useFactorCode } from "../shared-session/use-factor-code";
import type { useDecideFailover } from "./use-decide-failover";

interface ApproveFailoverDialogProps {
  readonly run: RunView;
  readonly step: StepRunView | null;
  readonly isOpen: boolean;
  /** Whether this approval is the one that lets it go. */
  readonly isLast: boolean;
  readonly decide: ReturnType<typeof useDecideFailover>;
}

/** Asks twice before a failover is let go: it begins by itself as soon as enough have said yes. */
export function ApproveFailoverDialog({ run, step, isOpen, isLast, decide }: ApproveFailoverDialogProps) {
  const t = useTranslations("approvals");
  const [comment, setComment] = useState("");
  const factor = useFactorCode("approval");
  const { readFailure } = useUi();
  const names = { primary: run.primary.name, standby: run.standby.name };
  const consequence =
    step === null
      ? t(isLast ? "failover.startsNow" : "failover.needsMore", names)
      : t("failover.stepGoesOn", { step: step.name, ...names });
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={decide.close}
      title={t("approveTitle", { subject: step === null ? run.planName : `${run.planName}, ${step.name}` })}
      consequence={consequence}
      name={run.planName}
      confirmLabel={t("approve")}
      onConfirm={() => factor.before(() => decide.send("approve", comment))}
      isBusy={factor.isBusy || decide.isBusy}
      failure={factor.error ? readFailure(factor.error).message : decide.failure}
    >
      <p className="flex flex-wrap items-center gap-x-2">
        {t("failover.hash")}: <ShortHash hash={step?.subjectHash ?? run.subjectHash} />
      </p>
      <TextField name="comment" label={t("comment")} hint={t("commentHint")} value={comment} onChange={setComment} />
      {factor.field}
    </ConfirmDialog>
  );
}
