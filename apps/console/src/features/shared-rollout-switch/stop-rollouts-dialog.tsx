"use client";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { notify } from "@holdfast/ui/notify";
import { Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { isReason } from "../shared-page/is-reason";

interface StopRolloutsDialogProps {
  readonly active: number;
  readonly onClose: () => void;
}

/** Asks why, and stops all rollouts. Nothing is to be typed out: whoever is in a hurry is right to be. */
export function StopRolloutsDialog({ active, onClose }: StopRolloutsDialogProps) {
  const t = useTranslations("rolloutSwitch");
  const { text, readFailure } = useUi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const stop = useMutation(
    trpc.policy.stopRollouts.mutationOptions({
      onSuccess: () => {
        onClose();
        notify({ tone: "bad", title: t("stopped") });
        return queryClient.invalidateQueries({ queryKey: trpc.policy.pathKey() });
      },
    }),
  );
  const send = () => {
    setAsked(true);
    if (isReason(reason)) stop.mutate({ reason });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("stopTitle")}
      description={t("stopConsequence", { count: active })}
      footer={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button variant="danger" isBusy={stop.isPending} onClick={send}>
            {t("stop")}
          </Button>
        </>
      }
    >
      <Stack gap="m">
        {stop.error && <FailureNotice title={t("notTurned")}>{readFailure(stop.error).message}</FailureNotice>}
        <TextField
          name="reason"
          label={t("reason")}
          hint={t("reasonHint")}
          value={reason}
          onChange={setReason}
          error={isAsked && !isReason(reason) ? t("reasonMissing") : null}
          isRequired
        />
      </Stack>
    </Dialog>
  );
}
