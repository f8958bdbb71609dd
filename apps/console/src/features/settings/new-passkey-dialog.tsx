"use client";
import { Dialog } from "@holdfast/ui/dialog";
import { notify } from "@holdfast/ui/notify";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { makePasskey, type PasskeyOutcome } from "../shared-session/passkey-browser";
import { PasskeyForm } from "./passkey-form";

/** Makes a passkey on the reader's device. */
export function NewPasskeyDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations("identity.passkey");
  const { readFailure } = useUi();
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const queryClient = useQueryClient();
  const [stopped, setStopped] = useState<Exclude<PasskeyOutcome<never>["outcome"], "done"> | null>(null);
  const make = useMutation({
    gcTime: 0,
    mutationFn: async ({ name, password }: { name: string; password: string | null }) => {
      const made = await makePasskey(await client.passkey.begin.mutate({ password }));
      if (made.outcome !== "done") return made.outcome;
      const { authenticatorAttachment, ...answer } = made.answer;
      await client.passkey.add.mutate({ name, answer: { ...answer, clientExtensionResults: {} } });
      return null;
    },
    onSuccess: async (outcome) => {
      setStopped(outcome);
      if (outcome !== null) return;
      onClose();
      notify({ tone: "good", title: t("made") });
      await Promise.all([trpc.passkey, trpc.self].map((path) => queryClient.invalidateQueries({ queryKey: path.pathKey() })));
    },
  });
  const failure = make.error ? readFailure(make.error).message : stopped === null ? null : t(`stopped.${stopped}`);
  return (
    <Dialog isOpen onClose={onClose} title={t("make")} description={t("makeHelp")}>
      <PasskeyForm verb={t("make")} hasName isBusy={make.isPending} failure={failure} onSubmit={make.mutate} onClose={onClose} />
    </Dialog>
  );
}
