"use client";
import { RequestFailover } from "@holdfast/contracts/failover";
import type { PlanVersionView, PlanView, WorkflowView } from "@holdfast/contracts/plan";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { Form } from "@holdfast/ui/form";
import { notify } from "@holdfast/ui/notify";
import { type FieldErrors, fieldErrors } from "@holdfast/ui/rules/field-errors";
import { SelectField } from "@holdfast/ui/select-field";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useGateRefusal } from "../../i18n/use-gate-refusal";
import { useTRPC } from "../../trpc/client";
import { useStores } from "../shared-failover/use-stores";
import { AcceptLossField, acceptedIn } from "./accept-loss-field";
import { RequestConsequence } from "./request-consequence";

interface RequestDialogProps {
  readonly plan: PlanView;
  readonly latest: PlanVersionView;
  readonly workflow: WorkflowView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Asks for a failover, or for the failback. Everything that would happen stands in it, because the next person only says yes or no. */
export function RequestDialog({ plan, latest, workflow, isOpen, onClose }: RequestDialogProps) {
  const t = useTranslations("failoverPlan.request");
  const words = useTranslations(`failoverPlan.request.${workflow.workflow}`);
  const { navigate, readFailure } = useUi();
  const refusalOf = useGateRefusal();
  const stores = useStores(plan.id);
  const [errors, setErrors] = useState<FieldErrors>({});
  const isForDrills = !workflow.request.isMet && workflow.requestDrill.isMet;
  const [kind, setKind] = useState<"real" | "drill">(isForDrills ? "drill" : "real");
  const request = useMutation(
    useTRPC().failover.request.mutationOptions({
      onSuccess: ({ runId }) => {
        notify({ tone: "good", title: words("accepted", { plan: plan.name }), detail: t("acceptedDetail") });
        navigate(`/failover/runs/${runId}`);
      },
      onError: (error) => setErrors({ "": readFailure(error).message }),
    }),
  );
  const submit = (form: FormData) => {
    const parsed = RequestFailover.safeParse({
      reason: form.get("reason"),
      acceptLoss: acceptedIn(form),
      planId: plan.id,
      planVersion: latest.number,
      workflow: workflow.workflow,
      kind,
    });
    setErrors(parsed.success ? {} : fieldErrors(parsed.error.issues));
    if (parsed.success) request.mutate(parsed.data);
  };
  return (
    <Dialog isOpen={isOpen} onClose={onClose} size="l" title={words("title", { plan: plan.name })} description={t("description")}>
      <Form label={words("title", { plan: plan.name })} errors={errors} onSubmit={submit}>
        <TextField name="reason" label={t("reason")} hint={t("reasonHint")} lines={2} isRequired />
        <SelectField
          name="kind"
          label={t("kind")}
          hint={t("kindHint")}
          value={kind}
          onChange={(value) => setKind(value === "drill" ? "drill" : "real")}
          options={[
            { value: "real", label: t("kindReal") },
            { value: "drill", label: t("kindDrill") },
          ]}
        />
        <RequestConsequence plan={plan} latest={latest} workflow={workflow} />
        <AcceptLossField stores={stores ?? []} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            type="submit"
            variant="primary"
            isBusy={request.isPending}
            refusal={refusalOf(kind === "drill" ? workflow.requestDrill : workflow.request)}
          >
            {words("open")}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
