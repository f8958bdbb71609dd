"use client";
import type { RunView } from "@holdfast/contracts/failover";
import type { RunIntent } from "@holdfast/contracts/failover-phase";
import { notify } from "@holdfast/ui/notify";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";

/** What every dialog that steers a run gets. */
export interface OperateDialogProps {
  readonly run: RunView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

const LEAST_REASON = 3;

/** Tells a run something. The answer is "accepted": the runner does it at its next boundary, and says so by an event. */
export function useOperate(run: RunView, intent: RunIntent, onDone: () => void) {
  const t = useTranslations("failoverRun.operate");
  const { readFailure } = useUi();
  const [reason, setReason] = useState("");
  const [isReasonMissing, setIsReasonMissing] = useState(false);
  const operate = useMutation(
    useTRPC().failover.operate.mutationOptions({
      onSuccess: () => {
        notify({ tone: "neutral", title: t("accepted", { intent: t(`intent.${intent}`) }), detail: t("acceptedDetail") });
        setReason("");
        onDone();
      },
    }),
  );
  const needsReason = intent === "skip" || intent === "undo" || intent === "abort";
  const send = () => {
    const isMissing = needsReason && reason.trim().length < LEAST_REASON;
    setIsReasonMissing(isMissing);
    if (!isMissing) operate.mutate({ runId: run.id, intent, reason });
  };
  const close = () => {
    operate.reset();
    setIsReasonMissing(false);
    onDone();
  };
  return {
    send,
    close,
    isBusy: operate.isPending,
    failure: operate.error ? readFailure(operate.error).message : null,
    reason: { value: reason, onChange: setReason, isRequired: needsReason, error: isReasonMissing ? t("reasonMissing") : null },
  };
}

/** The reason as its field needs it. */
export type OperateReason = ReturnType<typeof useOperate>["reason"];
