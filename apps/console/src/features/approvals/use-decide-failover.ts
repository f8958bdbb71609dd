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
  // Who has a second factor gives a code of it first: the approval is refused without a fresh one.
  const confirm = useMutation(trpc.session.confirm.mutationOptions());
  const failure = confirm.error ?? decide.error;
  return {
    send: (decision: "approve" | "decline", comment: string, code: string | null = null) => {
      const said = { runId: run.id, step: step?.name ?? null, decision, comment, subjectHash: step?.subjectHash ?? run.subjectHash };
      if (code === null) decide.mutate(said);
      else confirm.mutate({ code }, { onSuccess: () => decide.mutate(said) });
    },
    close: () => {
      confirm.reset();
      decide.reset();
      onClose();
    },
    isBusy: confirm.isPending || decide.isPending,
    failure: failure ? readFailure(failure).message : null,
  };
}
