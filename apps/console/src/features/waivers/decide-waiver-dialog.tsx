"use client";
import type { WaiverRow } from "@holdfast/contracts/waiver";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Form } from "@holdfast/ui/form";
import { Inline } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { useFactorCode } from "../shared-session/use-factor-code";

interface DecideWaiverDialogProps {
  readonly waiver: WaiverRow;
  readonly decision: "approve" | "decline";
  readonly onClose: () => void;
}

const LEAST = 3;

/** Asks before a waiver begins, or for the reason why it does not. */
export function DecideWaiverDialog({ waiver, decision, onClose }: DecideWaiverDialogProps) {
  const t = useTranslations("waivers.decide");
  const { text, readFailure } = useUi();
  const factor = useFactorCode("approval");
  const [isMissing, setIsMissing] = useState(false);
  const decide = useMutation(useTRPC().policy.decideWaiver.mutationOptions({ onSuccess: onClose }));
  const { id, version, policyName, reason, owner } = waiver;
  const isApproval = decision === "approve";
  const submit = (form: FormData) => {
    const comment = String(form.get("comment") ?? "").trim();
    const isShort = !isApproval && comment.length < LEAST;
    setIsMissing(isShort);
    if (isShort) return;
    const send = () => decide.mutate({ id, version, decision, comment });
    if (isApproval) factor.before(send);
    else send();
  };
  const failure = factor.error ?? decide.error;
  const title = t(`${decision}Title`, { policy: policyName });
  return (
    <Dialog isOpen onClose={onClose} title={title} description={t(isApproval ? "approveHelp" : "declineHelp", { owner })}>
      <Form label={title} errors={isMissing ? { comment: t("reasonMissing") } : {}} onSubmit={submit}>
        <p className="break-words">{reason}</p>
        <TextField name="comment" label={t("comment")} lines={2} isRequired={!isApproval} />
        {isApproval && factor.field}
        {failure && <FailureNotice title={t("refused")}>{readFailure(failure).message}</FailureNotice>}
        <Inline>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" variant={isApproval ? "primary" : "danger"} isBusy={factor.isBusy || decide.isPending}>
            {t(decision)}
          </Button>
        </Inline>
      </Form>
    </Dialog>
  );
}
