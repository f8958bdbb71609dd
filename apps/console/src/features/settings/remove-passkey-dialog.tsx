"use client";
import type { PasskeyView } from "@holdfast/contracts/passkey";
import { Dialog } from "@holdfast/ui/dialog";
import { notify } from "@holdfast/ui/notify";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { PasskeyForm } from "./passkey-form";

interface RemovePasskeyDialogProps {
  readonly passkey: PasskeyView;
  readonly onClose: () => void;
}

/** Takes a passkey of the reader out of use. */
export function RemovePasskeyDialog({ passkey, onClose }: RemovePasskeyDialogProps) {
  const t = useTranslations("identity.passkey");
  const { readFailure } = useUi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const remove = useMutation(
    trpc.passkey.remove.mutationOptions({
      gcTime: 0,
      onSuccess: async () => {
        onClose();
        notify({ tone: "good", title: t("removed", { name: passkey.name }) });
        await Promise.all([trpc.passkey, trpc.self].map((path) => queryClient.invalidateQueries({ queryKey: path.pathKey() })));
      },
    }),
  );
  return (
    <Dialog isOpen onClose={onClose} title={t("removeTitle", { name: passkey.name })} description={t("removeHelp")}>
      <PasskeyForm
        verb={t("remove")}
        hasName={false}
        isBusy={remove.isPending}
        failure={remove.error && readFailure(remove.error).message}
        onSubmit={({ password }) => remove.mutate({ id: passkey.id, password })}
        onClose={onClose}
      />
    </Dialog>
  );
}
