"use client";
import { HaltRollout, type RolloutView } from "@holdfast/contracts/policy";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Form } from "@holdfast/ui/form";
import { notify } from "@holdfast/ui/notify";
import { type FieldErrors, fieldErrors } from "@holdfast/ui/rules/field-errors";
import { Inline } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { isReached } from "./rollout-progress";

interface HaltDialogProps {
  readonly rollout: RolloutView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Stops a rollout where it is. What was applied stays, so it says on which clusters that is. */
export function HaltDialog({ rollout, isOpen, onClose }: HaltDialogProps) {
  const t = useTranslations("rollout.haltDialog");
  const { readFailure } = useUi();
  const [errors, setErrors] = useState<FieldErrors>({});
  const halt = useMutation(useTRPC().policy.halt.mutationOptions());
  const applied = rollout.targets.filter(isReached).map((target) => target.clusterName);
  const submit = (form: FormData) => {
    const parsed = HaltRollout.safeParse({ rolloutId: rollout.id, reason: form.get("reason") });
    setErrors(parsed.success ? {} : fieldErrors(parsed.error.issues));
    if (!parsed.success) return;
    halt.mutate(parsed.data, {
      onSuccess: () => {
        onClose();
        notify({ tone: "neutral", title: t("done", { name: rollout.policyName }) });
      },
    });
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("title", { name: rollout.policyName })}
      description={applied.length === 0 ? t("consequenceNone") : t("consequence", { count: applied.length, names: applied.join(", ") })}
      size="m"
    >
      <Form label={t("title", { name: rollout.policyName })} errors={errors} onSubmit={submit}>
        <TextField name="reason" label={t("reason")} hint={t("reasonHint")} autoComplete="off" isRequired />
        {halt.error && <FailureNotice title={t("refused")}>{readFailure(halt.error).message}</FailureNotice>}
        <Inline gap="s">
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" variant="danger" isBusy={halt.isPending}>
            {t("confirm")}
          </Button>
        </Inline>
      </Form>
    </Dialog>
  );
}
