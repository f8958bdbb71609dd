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

const LEAST = 3;

/** Ends a waiver before its time, or takes a request back, with a reason. */
export function RevokeWaiverDialog({ waiver, onClose }: { readonly waiver: WaiverRow; readonly onClose: () => void }) {
  const t = useTranslations("waivers.end");
  const { text, readFailure } = useUi();
  const [isMissing, setIsMissing] = useState(false);
  const revoke = useMutation(useTRPC().policy.revokeWaiver.mutationOptions({ onSuccess: onClose }));
  const title = t("title", { policy: waiver.policyName });
  const submit = (form: FormData) => {
    const reason = String(form.get("reason") ?? "").trim();
    setIsMissing(reason.length < LEAST);
    if (reason.length >= LEAST) revoke.mutate({ id: waiver.id, reason });
  };
  return (
    <Dialog isOpen onClose={onClose} title={title} description={t("help")}>
      <Form label={title} errors={isMissing ? { reason: t("reasonMissing") } : {}} onSubmit={submit}>
        <TextField name="reason" label={t("reason")} lines={2} isRequired />
        {revoke.error && <FailureNotice title={t("refused")}>{readFailure(revoke.error).message}</FailureNotice>}
        <Inline>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" variant="danger" isBusy={revoke.isPending}>
            {t("end")}
          </Button>
        </Inline>
      </Form>
    </Dialog>
  );
}
