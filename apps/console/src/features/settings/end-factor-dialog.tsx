"use client";
import { Dialog } from "@holdfast/ui/dialog";
import { notify } from "@holdfast/ui/notify";
import { TRPCClientError } from "@trpc/client";
import { useTranslations } from "next-intl";
import { useTRPCClient } from "../../trpc/client";
import { FactorForm } from "./factor-form";
import { endFactor, type FactorAnswer } from "./second-factor-call";

interface EndFactorDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onChanged: () => void;
  /** Who has none proves it by a code of the very factor. */
  readonly hasPassword: boolean;
}

/** Takes the second factor out of use, for who knows the password, or has none and gives a code. */
export function EndFactorDialog({ isOpen, onClose, onChanged, hasPassword }: EndFactorDialogProps) {
  const t = useTranslations("identity.factor");
  const client = useTRPCClient();
  const endByCode = async (code: string): Promise<FactorAnswer<true>> => {
    try {
      await client.session.confirm.mutate({ code });
    } catch (cause) {
      return { outcome: cause instanceof TRPCClientError && cause.data ? "wrong" : "away" };
    }
    return endFactor(undefined);
  };
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t("end")} description={t(hasPassword ? "endHelp" : "endByCodeHelp")}>
      <FactorForm
        asks={hasPassword ? "password" : "code"}
        verb={t("end")}
        ask={hasPassword ? endFactor : endByCode}
        onDone={() => {
          onChanged();
          onClose();
          notify({ tone: "good", title: t("ended") });
        }}
      />
    </Dialog>
  );
}
