"use client";
import type { UserView } from "@holdfast/contracts/identity";
import { ConfirmDialog } from "@holdfast/ui/confirm-dialog";
import { notify } from "@holdfast/ui/notify";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";

const LEAST_REASON = 3;

interface DisableDialogProps {
  readonly user: UserView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Takes an account out of use. The reason goes into the audit chain, so it is asked for before anything is sent. */
export function DisableDialog({ user, isOpen, onClose }: DisableDialogProps) {
  const t = useTranslations("identity.disable");
  const { readFailure } = useUi();
  const [reason, setReason] = useState("");
  const [isAsked, setIsAsked] = useState(false);
  const disable = useMutation(
    useTRPC().user.disable.mutationOptions({
      onSuccess: () => {
        onClose();
        setReason("");
        setIsAsked(false);
        notify({ tone: "good", title: t("done", { name: user.name }) });
      },
    }),
  );
  const isShort = reason.trim().length < LEAST_REASON;
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("title", { name: user.name })}
      consequence={t("consequence")}
      name={user.name}
      confirmLabel={t("verb")}
      onConfirm={() => {
        setIsAsked(true);
        if (!isShort) disable.mutate({ userId: user.id, reason });
      }}
      isBusy={disable.isPending}
      failure={disable.error && readFailure(disable.error).message}
    >
      <TextField
        name="reason"
        label={t("reason")}
        hint={t("reasonHint")}
        value={reason}
        onChange={setReason}
        error={isAsked && isShort ? t("reasonMissing") : null}
        isRequired
        autoComplete="off"
      />
    </ConfirmDialog>
  );
}
