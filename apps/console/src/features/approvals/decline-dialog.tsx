"use client";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Form } from "@holdfast/ui/form";
import { Inline } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import { useState } from "react";

interface DeclineDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly consequence: string;
  readonly onDecline: (comment: string) => void;
  readonly onClose: () => void;
  readonly isBusy: boolean;
  readonly failure: string | null;
}

const LEAST = 3;

/** Asks for the reason of a no: whoever asked has to learn what to change. */
export function DeclineDialog({ isOpen, title, consequence, onDecline, onClose, isBusy, failure }: DeclineDialogProps) {
  const t = useTranslations("approvals");
  const [isMissing, setIsMissing] = useState(false);
  const submit = (form: FormData) => {
    const comment = String(form.get("comment") ?? "").trim();
    setIsMissing(comment.length < LEAST);
    if (comment.length >= LEAST) onDecline(comment);
  };
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title} description={consequence}>
      <Form label={title} errors={isMissing ? { comment: t("reasonMissing") } : {}} onSubmit={submit}>
        <TextField name="comment" label={t("declineReason")} hint={t("declineReasonHint")} lines={2} isRequired />
        {failure !== null && (
          <FailureNotice title={t("refused")}>
            <p>{failure}</p>
          </FailureNotice>
        )}
        <Inline>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" variant="danger" isBusy={isBusy}>
            {t("decline")}
          </Button>
        </Inline>
      </Form>
    </Dialog>
  );
}
