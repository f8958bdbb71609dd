"use client";
import type { RunView, StepRunView } from "@holdfast/contracts/failover";
import { ConfirmDialog } from "@holdfast/ui/confirm-dialog";
import { TextField } from "@holdfast/ui/text-field";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { ShortHash } from "../shared-failover/short-hash";
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
  const [code, setCode] = useState("");
  const [isAsked, setIsAsked] = useState(false);
  const hasFactor = useQuery(useTRPC().self.me.queryOptions()).data?.hasSecondFactor ?? false;
  const given = code.replaceAll(" ", "");
  const isCodeMissing = hasFactor && !/^\d{6}$/.test(given);
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
      onConfirm={() => {
        setIsAsked(true);
        if (!isCodeMissing) decide.send("approve", comment, hasFactor ? given : null);
      }}
      isBusy={decide.isBusy}
      failure={decide.failure}
    >
      <p className="flex flex-wrap items-center gap-x-2">
        {t("failover.hash")}: <ShortHash hash={step?.subjectHash ?? run.subjectHash} />
      </p>
      <TextField name="comment" label={t("comment")} hint={t("commentHint")} value={comment} onChange={setComment} />
      {hasFactor && (
        <TextField
          name="code"
          label={t("code")}
          hint={t("codeHint")}
          value={code}
          onChange={setCode}
          error={isAsked && isCodeMissing ? t("codeMissing") : null}
          autoComplete="one-time-code"
          isRequired
          isCode
        />
      )}
    </ConfirmDialog>
  );
}
