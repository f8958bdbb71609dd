"use client";
import type { ProviderView } from "@holdfast/contracts/identity-provider";
import { ConfirmDialog } from "@holdfast/ui/confirm-dialog";
import { notify } from "@holdfast/ui/notify";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { useFactorCode } from "../shared-session/use-factor-code";

interface RemoveProviderDialogProps {
  readonly provider: ProviderView;
  readonly onClose: () => void;
}

/** Takes a provider away for good, for who typed its name out. */
export function RemoveProviderDialog({ provider, onClose }: RemoveProviderDialogProps) {
  const t = useTranslations("identity.provider");
  const { readFailure } = useUi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const factor = useFactorCode();
  const remove = useMutation(
    trpc.provider.remove.mutationOptions({
      onSuccess: () => {
        onClose();
        notify({ tone: "good", title: t("removed", { name: provider.name }) });
        return queryClient.invalidateQueries({ queryKey: trpc.provider.pathKey() });
      },
    }),
  );
  const failure = factor.error ?? remove.error;
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t("removeTitle", { name: provider.name })}
      consequence={t("removeConsequence", { count: provider.people })}
      name={provider.name}
      confirmLabel={t("remove")}
      onConfirm={() => factor.before(() => remove.mutate({ providerId: provider.id }))}
      isBusy={factor.isBusy || remove.isPending}
      failure={failure && readFailure(failure).message}
    >
      {factor.field}
    </ConfirmDialog>
  );
}
