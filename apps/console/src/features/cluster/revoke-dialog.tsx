"use client";
import type { ClusterView } from "@holdfast/contracts/cluster";
import { ConfirmDialog } from "@holdfast/ui/confirm-dialog";
import { notify } from "@holdfast/ui/notify";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";

const LEAST_REASON = 3;

interface RevokeDialogProps {
  readonly cluster: ClusterView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Takes the agent its identity away. The reason goes into the audit chain, so it is asked for before anything is sent. */
export function RevokeDialog({ cluster, isOpen, onClose }: RevokeDialogProps) {
  const t = useTranslations("cluster.revoke");
  const { readFailure } = useUi();
  const [reason, setReason] = useState("");
  const [isAsked, setIsAsked] = useState(false);
  const revoke = useMutation(
    useTRPC().cluster.revoke.mutationOptions({
      onSuccess: () => {
        onClose();
        setReason("");
        setIsAsked(false);
        notify({ tone: "good", title: t("accepted", { name: cluster.name }), detail: t("acceptedDetail") });
      },
    }),
  );
  const isShort = reason.trim().length < LEAST_REASON;
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("title", { name: cluster.name })}
      consequence={t("consequence")}
      name={cluster.name}
      confirmLabel={t("verb")}
      onConfirm={() => {
        setIsAsked(true);
        if (!isShort) revoke.mutate({ clusterId: cluster.id, reason });
      }}
      isBusy={revoke.isPending}
      failure={revoke.error && readFailure(revoke.error).message}
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
