"use client";
import type { IssuedInvitation, UserView } from "@holdfast/contracts/identity";
import { ConfirmDialog } from "@holdfast/ui/confirm-dialog";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { useFactorCode } from "../shared-session/use-factor-code";

interface ResetPasswordDialogProps {
  readonly user: UserView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onIssued: (invitation: IssuedInvitation) => void;
}

/** Asks before somebody's password is taken away; what comes back is the link by which they choose another. */
export function ResetPasswordDialog({ user, isOpen, onClose, onIssued }: ResetPasswordDialogProps) {
  const t = useTranslations("identity.resetPassword");
  const { readFailure } = useUi();
  const factor = useFactorCode();
  // The answer holds a secret: it goes to the dialog and into no cache.
  const reset = useMutation(useTRPC().user.resetPassword.mutationOptions({ gcTime: 0 }));
  const send = () =>
    reset.mutate(
      { userId: user.id },
      {
        onSuccess: (invitation) => {
          onClose();
          onIssued(invitation);
        },
      },
    );
  const failure = factor.error ?? reset.error;
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("title", { name: user.name })}
      consequence={t("consequence")}
      name={user.name}
      confirmLabel={t("verb")}
      onConfirm={() => factor.before(send)}
      isBusy={factor.isBusy || reset.isPending}
      failure={failure && readFailure(failure).message}
    >
      {factor.field}
    </ConfirmDialog>
  );
}
