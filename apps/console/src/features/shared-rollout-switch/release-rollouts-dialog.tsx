"use client";
import { ConfirmDialog } from "@holdfast/ui/confirm-dialog";
import { notify } from "@holdfast/ui/notify";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { isReason } from "../shared-page/is-reason";
import { useFactorCode } from "../shared-session/use-factor-code";

interface ReleaseRolloutsDialogProps {
  /** Who stopped them. */
  readonly name: string;
  readonly version: number;
  readonly onClose: () => void;
}

/** Asks twice, with a second factor, before rollouts may go on. */
export function ReleaseRolloutsDialog({ name, version, onClose }: ReleaseRolloutsDialogProps) {
  const t = useTranslations("rolloutSwitch");
  const { readFailure } = useUi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const factor = useFactorCode();
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const release = useMutation(
    trpc.policy.releaseRollouts.mutationOptions({
      onSuccess: () => {
        onClose();
        notify({ tone: "good", title: t("released") });
        return queryClient.invalidateQueries({ queryKey: trpc.policy.pathKey() });
      },
    }),
  );
  const error = factor.error ?? release.error;
  const send = () => {
    setAsked(true);
    if (isReason(reason)) factor.before(() => release.mutate({ reason, version }));
  };
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t("releaseTitle")}
      consequence={t("releaseConsequence", { name })}
      name={t("releaseName")}
      confirmLabel={t("release")}
      onConfirm={send}
      isBusy={factor.isBusy || release.isPending}
      failure={error && readFailure(error).message}
    >
      <TextField
        name="reason"
        label={t("reason")}
        hint={t("reasonHint")}
        value={reason}
        onChange={setReason}
        error={isAsked && !isReason(reason) ? t("reasonMissing") : null}
        isRequired
      />
      {factor.field}
    </ConfirmDialog>
  );
}
