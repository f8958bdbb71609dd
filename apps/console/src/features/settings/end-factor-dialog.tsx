"use client";
import { Dialog } from "@holdfast/ui/dialog";
import { notify } from "@holdfast/ui/notify";
import { useTranslations } from "next-intl";
import { FactorForm } from "./factor-form";
import { endFactor } from "./second-factor-call";

interface EndFactorDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** Takes the second factor out of use, for who knows the password. */
export function EndFactorDialog({ isOpen, onClose, onChanged }: EndFactorDialogProps) {
  const t = useTranslations("identity.factor");
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t("end")} description={t("endHelp")}>
      <FactorForm
        asks="password"
        verb={t("end")}
        ask={endFactor}
        onDone={() => {
          onChanged();
          onClose();
          notify({ tone: "good", title: t("ended") });
        }}
      />
    </Dialog>
  );
}
