"use client";
import type { RunView, StepRunView } from "@holdfast/contracts/failover";
import { notify } from "@holdfast/ui/notify";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";

/** Decides about exactly the hash that is on the screen. */
export function useDecideFailover(run: RunView, step: StepRunView | null, onClose: () => void) {
  const t = useTranslations("approvals");
  const { navigate, readFailure } = useUi();
  const trpc = useTRPC();
  const decide = useMutation(
    trpc.failover.decide.mutationOptions({
      onSuccess: (_, { decision }) => {
        notify({ tone: decision === "approve" ? "good" : "neutral", title: t(`said.${decision}`), detail: run.planName });
        onClose();
        if (decision === "approve") navigate(`/failover/runs/${run.id}`);
      },
    }),
  );
  return {
    send: (decision: "approve" | "decline", comment: string) =>
      decide.mutate({ runId: run.id, step: step?.name ?? null, decision, comment, subjectHash: step?.subjectHash ?? run.subjectHash }),
    close: () => {
      decide.reset();
      onClose();
    },
    isBusy: decide.isPending,
    failure: decide.error ? readFailure(decide.error).message : null,
  };
}
