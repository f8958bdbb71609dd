"use client";
import { DecideRollout, type PolicyView, type RolloutView } from "@holdfast/contracts/policy";
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
import { useFactorCode } from "../shared-session/use-factor-code";
import { DecisionSubject } from "./decision-subject";
import type { WaveProgress } from "./rollout-progress";
import { useDecideRefusal } from "./use-decide-refusal";

interface DecideDialogProps {
  readonly rollout: RolloutView;
  readonly wave: WaveProgress;
  /** Undefined until it was read; the decision does not wait for it. */
  readonly policy: PolicyView | undefined;
  readonly decision: "approve" | "decline";
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Lets a second person decide about a wave, with the very text that it would bring before their eyes. */
export function DecideDialog({ rollout, wave, policy, decision, isOpen, onClose }: DecideDialogProps) {
  const t = useTranslations("rollout.decideDialog");
  const { readFailure } = useUi();
  const [errors, setErrors] = useState<FieldErrors>({});
  const decide = useMutation(useTRPC().policy.decide.mutationOptions());
  const factor = useFactorCode("approval");
  const failure = factor.error ?? decide.error;
  const refusal = useDecideRefusal(rollout);
  const names = wave.targets.map((target) => target.clusterName).join(", ");
  const title = t(`${decision}.title`, { wave: wave.index + 1, name: rollout.policyName });
  const submit = (form: FormData) => {
    const parsed = DecideRollout.safeParse({ rolloutId: rollout.id, decision, version: rollout.version, comment: form.get("comment") });
    setErrors(parsed.success ? {} : fieldErrors(parsed.error.issues));
    if (!parsed.success) return;
    const send = () =>
      decide.mutate(parsed.data, {
        onSuccess: () => {
          onClose();
          notify({ tone: "good", title: t(`${decision}.done`, { wave: wave.index + 1 }) });
        },
      });
    if (decision === "approve") factor.before(send);
    else send();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      description={t(`${decision}.consequence`, { count: wave.targets.length, names })}
      size="l"
    >
      <Form label={title} errors={errors} onSubmit={submit}>
        <TextField name="comment" label={t("comment")} hint={t("commentHint")} autoComplete="off" />
        {decision === "approve" && <DecisionSubject rollout={rollout} wave={wave} policy={policy} />}
        {decision === "approve" && factor.field}
        {failure && <FailureNotice title={t("refused")}>{readFailure(failure).message}</FailureNotice>}
        <Inline gap="s">
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            type="submit"
            variant={decision === "approve" ? "primary" : "danger"}
            isBusy={factor.isBusy || decide.isPending}
            refusal={refusal}
          >
            {t(`${decision}.confirm`)}
          </Button>
        </Inline>
      </Form>
    </Dialog>
  );
}
