"use client";
import type { PlanView, WorkflowView } from "@holdfast/contracts/plan";
import { Button } from "@holdfast/ui/button";
import { notify } from "@holdfast/ui/notify";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useGateRefusal } from "../../i18n/use-gate-refusal";
import { useTRPC } from "../../trpc/client";

interface RehearseButtonProps {
  readonly plan: PlanView;
  readonly workflow: WorkflowView;
}

/** Tries every step without doing any, and leads to what was found. It changes nothing, so it asks nothing. */
export function RehearseButton({ plan, workflow }: RehearseButtonProps) {
  const t = useTranslations("failoverPlan.rehearse");
  const { navigate, readFailure } = useUi();
  const refusalOf = useGateRefusal();
  const rehearse = useMutation(
    useTRPC().failover.rehearse.mutationOptions({
      onSuccess: ({ runId }) => navigate(`/failover/runs/${runId}`),
      onError: (error) => notify({ tone: "bad", title: t("failed"), detail: readFailure(error).message }),
    }),
  );
  return (
    <Button
      size="s"
      isBusy={rehearse.isPending}
      refusal={refusalOf(workflow.rehearse)}
      onClick={() => rehearse.mutate({ planId: plan.id, planVersion: plan.latestVersion, workflow: workflow.workflow })}
    >
      {t("open")}
    </Button>
  );
}
