"use client";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Form } from "@holdfast/ui/form";
import { Inline } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useTranslations } from "next-intl";
import { useFactorCode } from "../shared-session/use-factor-code";

interface ApproveRolloutDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly consequence: string;
  readonly onApprove: (comment: string) => void;
  readonly onClose: () => void;
  readonly isBusy: boolean;
  readonly failure: string | null;
}

/** Asks before the next wave is let go. */
export function ApproveRolloutDialog({ isOpen, title, consequence, onApprove, onClose, isBusy, failure }: ApproveRolloutDialogProps) {
  const t = useTranslations("approvals");
  const { readFailure } = useUi();
  const factor = useFactorCode("approval");
  const wrong = factor.error ? readFailure(factor.error).message : failure;
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title} description={consequence}>
      <Form label={title} errors={{}} onSubmit={(form) => factor.before(() => onApprove(String(form.get("comment") ?? "")))}>
        <TextField name="comment" label={t("comment")} hint={t("commentHint")} />
        {factor.field}
        {wrong !== null && (
          <FailureNotice title={t("refused")}>
            <p>{wrong}</p>
          </FailureNotice>
        )}
        <Inline>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" variant="primary" isBusy={factor.isBusy || isBusy}>
            {t("approve")}
          </Button>
        </Inline>
      </Form>
    </Dialog>
  );
}
