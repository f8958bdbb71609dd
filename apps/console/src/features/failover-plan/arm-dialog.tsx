"use client";
import { RequestArming } from "@holdfast/contracts/arming";
import type { PlanVersionView, PlanView } from "@holdfast/contracts/plan";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { Form } from "@holdfast/ui/form";
import { notify } from "@holdfast/ui/notify";
import { type FieldErrors, fieldErrors } from "@holdfast/ui/rules/field-errors";
import { SelectField } from "@holdfast/ui/select-field";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { StepSummary } from "../shared-failover/step-summary";
import { stepsInMode } from "../shared-failover/steps-in-mode";
import { useStores } from "../shared-failover/use-stores";
import { AcceptLossField, acceptedIn } from "./accept-loss-field";

const windows = [8, 24, 72, 168, 744] as const;

interface ArmDialogProps {
  readonly plan: PlanView;
  readonly latest: PlanVersionView;
  readonly onClose: () => void;
}

/** Asks that the plan may be begun without a person. What would be begun stands in it, because the next person only says yes or no. */
export function ArmDialog({ plan, latest, onClose }: ArmDialogProps) {
  const t = useTranslations("arming");
  const request = useTranslations("failoverPlan.request");
  const { text, readFailure } = useUi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const stores = useStores(plan.id);
  const [errors, setErrors] = useState<FieldErrors>({});
  const arm = useMutation(
    trpc.plan.arm.mutationOptions({
      onSuccess: () => {
        onClose();
        notify({ tone: "good", title: t("asked", { plan: plan.name }), detail: request("acceptedDetail") });
        return queryClient.invalidateQueries({ queryKey: trpc.plan.automation.pathKey() });
      },
      onError: (error) => setErrors({ "": readFailure(error).message }),
    }),
  );
  const submit = (form: FormData) => {
    const parsed = RequestArming.safeParse({
      ...{ planId: plan.id, planVersion: latest.number, armedForHours: Number(form.get("armedForHours")) },
      ...{ reason: form.get("reason"), acceptLoss: acceptedIn(form) },
    });
    setErrors(parsed.success ? {} : fieldErrors(parsed.error.issues));
    if (parsed.success) arm.mutate(parsed.data);
  };
  const { primary, standby, steps } = plan.activate;
  const { trigger } = latest.spec.spec;
  return (
    <Dialog isOpen onClose={onClose} size="l" title={t("armTitle", { plan: plan.name })} description={t("armHelp", { primary, standby })}>
      <Form label={t("armTitle", { plan: plan.name })} errors={errors} onSubmit={submit}>
        <TextField name="reason" label={request("reason")} hint={t("reasonHint")} lines={2} isRequired />
        <SelectField
          name="armedForHours"
          label={t("for")}
          hint={t("forHint")}
          defaultValue="24"
          options={windows.map((hours) => ({ value: String(hours), label: t("hours", { hours }) }))}
        />
        {trigger && <p className="max-w-prose">{t("rule", { seconds: trigger.holdDownSeconds, url: trigger.probe.url, standby })}</p>}
        <section aria-labelledby="arm-steps" className="flex flex-col gap-2">
          <h3 id="arm-steps" className="font-semibold text-lead">
            {request("steps", { primary, standby })}
          </h3>
          <StepSummary steps={stepsInMode(steps, "ungraceful")} />
        </section>
        <AcceptLossField stores={stores ?? []} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" variant="primary" isBusy={arm.isPending}>
            {t("askToArm")}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
