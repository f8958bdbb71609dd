"use client";
import type { UserView } from "@holdfast/contracts/identity";
import { ConfirmDialog } from "@holdfast/ui/confirm-dialog";
import { notify } from "@holdfast/ui/notify";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { useFactorCode } from "../shared-session/use-factor-code";

interface ResetFactorDialogProps {
  readonly user: UserView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Asks before somebody's second factor is taken away: until they set one up again, a password alone lets them in. */
export function ResetFactorDialog({ user, isOpen, onClose }: ResetFactorDialogProps) {
  const t = useTranslations("identity.resetFactor");
  const { readFailure } = useUi();
  const factor = useFactorCode();
  const reset = useMutation(
    useTRPC().user.resetFactor.mutationOptions({
      onSuccess: () => {
        onClose();
        notify({ tone: "good", title: t("done", { name: user.name }) });
      },
    }),
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
      onConfirm={() => factor.before(() => reset.mutate({ userId: user.id }))}
      isBusy={factor.isBusy || reset.isPending}
      failure={failure && readFailure(failure).message}
    >
      {factor.field}
    </ConfirmDialog>
  );
}
