"use client";
import type { OwnProvider } from "@holdfast/contracts/identity-provider";
import { Dialog } from "@holdfast/ui/dialog";
import { useTranslations } from "next-intl";
import { beginConnection } from "./connect-call";
import { FactorForm } from "./factor-form";

interface ConnectDialogProps {
  readonly provider: OwnProvider;
  readonly onClose: () => void;
}

/** Asks who wants to connect their account with a provider to prove that it is theirs, and goes there. */
export function ConnectDialog({ provider, onClose }: ConnectDialogProps) {
  const t = useTranslations("identity.connection");
  return (
    <Dialog isOpen onClose={onClose} title={t("begin", { name: provider.name })} description={t("beginHelp")}>
      <FactorForm
        asks="password"
        verb={t("go")}
        ask={(password) => beginConnection(provider.key, password)}
        onDone={(url) => window.location.assign(url)}
      />
    </Dialog>
  );
}
