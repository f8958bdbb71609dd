"use client";
import { type ArmingView, Disarm } from "@holdfast/contracts/arming";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { Form } from "@holdfast/ui/form";
import { notify } from "@holdfast/ui/notify";
import { type FieldErrors, fieldErrors } from "@holdfast/ui/rules/field-errors";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useGateRefusal } from "../../i18n/use-gate-refusal";
import { useTRPC } from "../../trpc/client";

interface DisarmProps {
  readonly arming: ArmingView;
  readonly planName: string;
}

function DisarmDialog({ arming, planName, onClose }: DisarmProps & { readonly onClose: () => void }) {
  const t = useTranslations("arming");
  const { text, readFailure } = useUi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [errors, setErrors] = useState<FieldErrors>({});
  const kind = arming.phase === "Armed" ? "disarm" : "withdraw";
  const disarm = useMutation(
    trpc.plan.disarm.mutationOptions({
      onSuccess: () => {
        onClose();
        notify({ tone: "neutral", title: t("disarmed", { plan: planName }) });
        return queryClient.invalidateQueries({ queryKey: trpc.plan.automation.pathKey() });
      },
      onError: (error) => setErrors({ "": readFailure(error).message }),
    }),
  );
  const submit = (form: FormData) => {
    const parsed = Disarm.safeParse({ armingId: arming.id, reason: form.get("reason") });
    setErrors(parsed.success ? {} : fieldErrors(parsed.error.issues));
    if (parsed.success) disarm.mutate(parsed.data);
  };
  const title = t(`${kind}Title`, { plan: planName });
  return (
    <Dialog isOpen onClose={onClose} title={title} description={t(`${kind}Help`)}>
      <Form label={title} errors={errors} onSubmit={submit}>
        <TextField name="reason" label={t("disarmReason")} hint={t("disarmReasonHint")} lines={2} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" variant="danger" isBusy={disarm.isPending}>
            {t(kind)}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

/** Takes the arming back, or its request. A reason may be given and need not be: whoever is in a hurry is right to be. */
export function DisarmButton({ arming, planName }: DisarmProps) {
  const t = useTranslations("arming");
  const refusalOf = useGateRefusal();
  const [isAsking, setAsking] = useState(false);
  if (arming.phase !== "Armed" && arming.phase !== "AwaitingApproval") return null;
  return (
    <>
      <Button
        variant={arming.phase === "Armed" ? "danger" : "secondary"}
        refusal={refusalOf(arming.disarm)}
        onClick={() => setAsking(true)}
      >
        {arming.phase === "Armed" ? t("disarm") : t("withdraw")}
      </Button>
      {isAsking && <DisarmDialog arming={arming} planName={planName} onClose={() => setAsking(false)} />}
    </>
  );
}
